"""What a search found: cases and the part a person has in them. Who it is stays sealed until a case is opened."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext

from listings.cases.models import Party
from listings.cases.vocabulary import CASE_STATE_LABELS, PARTY_ROLE_LABELS, CaseState, PartyRole
from listings.person_search.models import SEARCH_KIND_LABELS, PersonSearch, SearchKind
from listings.person_search.queries import found_by, search_for
from listings.showing import CASE_TONES
from market.policy import Can
from market.vault.purposes import PURPOSES
from market.web.edge import page
from market.work import Work

bp = Blueprint("person_search", __name__)


@bp.get("/person-searches/<ref>")
@page(Can.FIND_PERSON, load=search_for)
def show(work: Work, search: PersonSearch) -> str:
    """The cases that this search of one's own found."""
    return render_template(
        "listings/person_search/show.html",
        search=search,
        kind=gettext(SEARCH_KIND_LABELS[SearchKind(search.kind)]),
        purpose=gettext(PURPOSES[search.purpose]),
        finds=[_row(party) for party in found_by(work, search)],
    )


def _row(party: Party) -> list[Any]:
    state = CaseState(party.case.status)
    role = gettext(PARTY_ROLE_LABELS[PartyRole(party.role)])
    return [
        {"text": party.case.petition_number, "url": url_for("cases.show", ref=party.case.public_id)},
        {"text": gettext(CASE_STATE_LABELS[state]), "tone": CASE_TONES[state]},
        role if party.removed_at is None else gettext("%(role)s, taken out of the case", role=role),
        party.case.place_town.name_zh,
    ]
