"""What 苏日娜 proposes is told to 王建国 and 陈静, and to her what he decides: about which case, and where."""

import pytest
from sqlalchemy import select

from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.closing.models import Closing
from listings.closing.services import confirm_closing, propose_closing, return_closing
from listings.disputes.models import Separation
from listings.disputes.services_separation import confirm_separation, propose_separation, refuse_separation
from listings.publication.queries import listing_for
from listings.publication.services import send_back
from listings.retention.models import Erasure
from listings.retention.services import confirm_erasure, propose_erasure, refuse_erasure
from market.notifications import jobs as mail_jobs
from market.notifications import sending
from market.notifications.models import MailIntent, Notification
from market.people.models import Person
from market.refusals import Forbidden, Invalid, WrongState
from market.work import Work
from tests.integration.conftest import cast_actors
from tests.integration.listings.separating import SECOND, WHY, wrongly_linked
from tests.integration.listings.stories import PETITIONER, closed, drafted, ready_case, registered, submit

pytestmark = pytest.mark.empty_register

NOTE = "请先电话联系双方"


def closing(clerk, reviewer):
    return propose_closing(clerk, registered(clerk, petition_number=SECOND), close_code="withdrawn")


def separation(clerk, reviewer):
    return propose_separation(clerk, wrongly_linked(clerk, reviewer)[1], reason=WHY)


def erasure(clerk, reviewer):
    case = closed(clerk, reviewer, 4_000)
    case.petition_number = SECOND
    return propose_erasure(clerk, case)


def erased(work, erasure):
    return confirm_erasure(work, erasure, understood=True)


CONFIRMED = {
    "closing": (closing, Closing, confirm_closing, "closing", "to close case"),
    "separation": (separation, Separation, confirm_separation, "separation", "out of its dispute"),
    "erasure": (erasure, Erasure, erased, "erasure", "to erase the personal data of case"),
}
KINDS = {
    "closing": (closing, Closing, return_closing, "closing.returned", "to close case"),
    "separation": (separation, Separation, refuse_separation, "separation.refused", "out of its dispute"),
    "erasure": (erasure, Erasure, refuse_erasure, "erasure.refused", "to erase the personal data of case"),
}


def made_by(work, propose):
    """The proposal's id and its case's address."""
    reviewer = Work(work.session, cast_actors(work.session).reviewer, work.now, request_id="test")
    made = propose(work, reviewer)
    work.told += reviewer.told
    return made.id, made.case.public_id


def inbox_of(pages, key):
    return pages.as_(key).ask("/inbox").json["lines"]


@pytest.mark.parametrize(("propose", "model", "confirm", "kind", "words"), CONFIRMED.values(), ids=CONFIRMED)
def test_the_reviewers_read_that_it_waits_and_who_proposed_it_that_it_was_confirmed(
    pages, commit_work, propose, model, confirm, kind, words
):
    proposal_id, ref = commit_work("clerk", lambda work: made_by(work, propose))
    for reader in ("reviewer", "second_reviewer"):
        [line] = inbox_of(pages, reader)
        assert (line["code"], SECOND in line["sentence"]) == (f"{kind}.proposed", True)
        assert pages.as_(reader).get(f"/inbox/{line['id']}/go").location == f"/cases/{ref}"
    for reader in ("clerk", "auditor", "other_reviewer", "preparer"):
        assert inbox_of(pages, reader) == []
    commit_work("reviewer", lambda work: confirm(work, work.session.get_one(model, proposal_id)).id)
    [line] = inbox_of(pages, "clerk")
    assert (line["code"], words in line["sentence"], SECOND in line["sentence"]) == (f"{kind}.confirmed", True, True)
    assert pages.as_("clerk").get(f"/inbox/{line['id']}/go").location == f"/cases/{ref}"
    assert len(inbox_of(pages, "reviewer")) == 1, "who decided it knows"


def test_a_reviewer_who_proposes_it_is_not_asked_to_decide_it(pages, commit_work):
    commit_work("reviewer", lambda work: propose_closing(work, registered_by_clerk(work), close_code="withdrawn").id)
    assert inbox_of(pages, "reviewer") == []
    assert [line["code"] for line in inbox_of(pages, "second_reviewer")] == ["closing.proposed"]


def registered_by_clerk(work):
    clerk = Work(work.session, cast_actors(work.session).clerk, work.now, request_id="test")
    case = registered(clerk, petition_number=SECOND)
    work.told += clerk.told
    return case


@pytest.mark.parametrize(("propose", "model", "turn_down", "code", "words"), KINDS.values(), ids=KINDS)
def test_who_proposed_it_reads_of_it_and_why(pages, commit_work, propose, model, turn_down, code, words):
    proposal_id, ref = commit_work("clerk", lambda work: made_by(work, propose))
    commit_work("reviewer", lambda work: turn_down(work, work.session.get_one(model, proposal_id), note=NOTE).id)
    clerk = pages.as_("clerk")
    [line] = clerk.ask("/inbox").json["lines"]
    assert (words in line["sentence"], SECOND in line["sentence"]) == (True, True)
    assert clerk.get(f"/inbox/{line['id']}/go").location == f"/cases/{ref}"
    shown = clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert NOTE in shown
    assert "王建国" in shown.split(NOTE)[0].rsplit("mk-notice", 1)[1], "beside the reason stands who gave it"
    with pages.database.session() as session:
        [kept] = session.scalars(select(Notification).where(Notification.code == code)).all()
        assert (kept.code, kept.endpoint, kept.ref, kept.facts) == (code, "cases.show", ref, {"case": ref})


def test_by_mail_too_and_by_the_number_that_the_case_bears_when_it_is_sent(
    commit_work, room, database, monkeypatch, tmp_path
):
    monkeypatch.setattr(sending, "_ROOM", sending._MailRoom(folder=tmp_path / "mail"))

    def prepare(work):
        work.session.get_one(Person, work.actor.person_id).mail = "surina@example.cn"
        made = closing(work, work)
        return made.id, made.case_id

    closing_id, case_id = commit_work("clerk", prepare)
    commit_work("reviewer", lambda work: return_closing(work, work.session.get_one(Closing, closing_id), note=NOTE).id)

    def corrected(work):
        work.session.get_one(PetitionCase, case_id).petition_number = "XF-2020-0078"

    commit_work("clerk", corrected)
    with database.session() as session:
        [intent] = session.scalars(select(MailIntent)).all()
    mail_jobs.deliver_mail(room, intent.id)
    [sent] = (tmp_path / "mail").glob("*.txt")
    assert ("XF-2020-0078" in sent.read_text(), SECOND in sent.read_text()) == (True, False)
    assert NOTE not in sent.read_text(), "the reason stands on the case's page alone"


def test_nobody_is_told_of_a_decision_that_was_not_made(clerk, reviewer):
    made = closing(clerk, reviewer)
    with pytest.raises(Invalid, match="leak_name"):
        return_closing(reviewer, made, note=f"请先联系{PETITIONER}")
    with pytest.raises(Forbidden):
        confirm_closing(clerk, made)
    told = clerk.session.scalars(select(Notification)).all()
    assert {one.code for one in told} == {"closing.proposed"}, "the reviewers alone, of what waits"
    confirm_closing(reviewer, made)
    with pytest.raises(WrongState):
        confirm_closing(reviewer, made)
    told = clerk.session.scalars(select(Notification).where(Notification.code == "closing.confirmed")).all()
    assert [one.person_id for one in told] == [clerk.actor.person_id], "once"


def test_a_page_says_why_until_it_is_proposed_anew(pages, commit_work):
    ref = commit_work("clerk", lambda work: closing(work, work).case.public_id)

    def turned_down(work):
        return_closing(work, work.session.scalars(select(Closing)).one(), note=NOTE)

    commit_work("reviewer", turned_down)
    clerk = pages.as_("clerk")
    assert NOTE in clerk.get(f"/cases/{ref}").get_data(as_text=True)
    commit_work("clerk", lambda work: propose_closing(work, case_for(work, ref), close_code="withdrawn").id)
    assert NOTE not in clerk.get(f"/cases/{ref}").get_data(as_text=True)


def test_who_handed_a_draft_in_reads_that_it_was_returned(pages, commit_work):
    ref = commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work))).public_id)
    commit_work("reviewer", lambda work: send_back(work, listing_for(work, ref), return_reason=NOTE).id)
    clerk = pages.as_("clerk")
    [line] = clerk.ask("/inbox").json["lines"]
    assert "was returned; the listing's page says what to change" in line["sentence"]
    assert clerk.get(f"/inbox/{line['id']}/go").location == f"/listings/{ref}"
    assert NOTE in clerk.get(f"/listings/{ref}").get_data(as_text=True)
