"""A draft whose text the clerk compares with what the software proposes from the narrative, before it is submitted."""

from demo.seed.script import Chronicle, Script
from listings.anonymisation.services_review import decide, decisions_of, review_of
from listings.cases.services import open_private
from market.work import Work


def begin_to_redact(s: Script) -> None:
    """The clerk opens the case, leaves in the first find that may stay, and keeps that choice for another day."""

    def do(work: Work, c: Chronicle) -> None:
        case = open_private(work, c.case(work), purpose="prepare_case")
        finds = review_of(work, case, decisions_of(work, case)).finds
        harmless = [find.key for find in finds if not find.hit.is_binding]
        decide(
            work, case, left=harmless[:1], phrase="", phrase_kind="", title=c.listing(work).title, body="", anew=False
        )

    s.add(0, s.clerk, do)
