"""苏日娜 may not try names against the leak check unseen: what is refused leaves the reading and the try.

A category that is not published is not told by the words of the text either; the clerk reads which words tell it.
"""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.cases.private import seal_party
from listings.cases.queries import case_for
from listings.consents.services import record_consent
from listings.disputes.services import link
from listings.publication.models import Listing
from listings.publication.queries import listing_for
from listings.publication.services import edit, release
from listings.reidentification.services import widen
from market import transactions
from market.people.models import DepartmentKind, Person
from market.record.models import RecordEvent
from market.refusals import Invalid, Refused
from tests.integration.conftest import cast_actors
from tests.integration.listings.stories import (
    ADDRESS,
    BODY,
    ID_NUMBER,
    PETITIONER,
    PHONE,
    RESPONDENT,
    TITLE,
    VILLAGE,
    department,
    drafted,
    on_the_board,
    party_of,
    ready_case,
    submit,
    text,
)
from tests.integration.listings.test_correcting_by_hand import typed_by

ASSESSED = {"risk": "low", "effects": "可能被邻里认出", "measures": "已概括"}
TRIES = ("vault.read", "case.text_refused")


@pytest.fixture
def ready(commit_work):
    """A case that can be drafted: its address and its stream."""

    def make(work):
        department(work, "昂素镇", DepartmentKind.TOWN)
        case = ready_case(work)
        return case.public_id, case.stream

    return commit_work("clerk", make)


def kept(database, stream):
    """What the record says of readings and tries, oldest first: name, who, payload."""
    with Session(database.engine) as session:
        wanted = select(RecordEvent).where(RecordEvent.stream == stream, RecordEvent.name.in_(TRIES))
        events = session.scalars(wanted.order_by(RecordEvent.id)).all()
        people = {person.id: person.display_name for person in session.scalars(select(Person))}
        return [(one.name, people[one.actor_person_id], one.payload) for one in events]


def form(body):
    return {
        "title": TITLE, "body": body, "category": "land", "duration_band": "from_5", "amount_band": "from_100k",
        "place_town": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (PETITIONER, "name"),
        (" ".join(PETITIONER), "name"),
        (RESPONDENT, "name"),
        (f"{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}", "phone"),
        (ID_NUMBER, "id_number"),
        (ADDRESS, "address"),
        (VILLAGE, "village"),
    ],
)
def test_a_name_that_is_tried_by_page_leaves_the_reading_and_the_attempt(pages, database, ready, typed, kind):
    ref, stream = ready
    before = len(kept(database, stream))
    refused = pages.as_("clerk").post(f"/cases/{ref}/listing", **form(f"申请人{typed}反映草场被占。"))
    assert refused.status_code == 422
    assert f"“{typed}”" in refused.get_data(as_text=True), "the clerk reads the words that were typed"
    read = {"purpose": "leak_check"}
    found = kept(database, stream)[before:]
    assert [(name, who) for name, who, _ in found] == [
        ("vault.read", "苏日娜"), ("vault.read", "苏日娜"), ("case.text_refused", "苏日娜"),
    ]  # fmt: skip
    assert all(payload.items() >= read.items() for name, _, payload in found if name == "vault.read")
    assert kind in found[-1][2]["kinds"]
    assert found[-1][2]["fields"] == ["body"]
    assert typed not in str(found)
    with Session(database.engine) as session:
        assert session.scalars(select(Listing)).all() == [], "the deed itself is rolled back"


def test_a_party_that_is_there_already_is_refused_by_page_and_api_and_the_try_is_kept(pages, database, ready):
    """Else whoever may add a party could guess unseen who the parties are."""
    ref, stream = ready
    clerk, typed = pages.as_("clerk"), {"role": "petitioner", "kind": "person", "name": PETITIONER}
    for told in (typed, typed | {"name": " ".join(PETITIONER)}):
        refused = clerk.post(f"/cases/{ref}/parties/new", **told)
        assert refused.status_code == 422
        assert "has a party of this name in this role already" in refused.get_data(as_text=True)
    assert list(clerk.tell(f"/cases/{ref}/parties/new", **typed).get_json()["errors"]) == ["same_name"]
    assert [(name, who) for name, who, _ in kept(database, stream)[-3:]] == [("case.text_refused", "苏日娜")] * 3
    assert kept(database, stream)[-1][2] == {"fields": ["name"], "kinds": ["name"]}
    assert clerk.post(f"/cases/{ref}/parties/new", **typed, same_name="y").status_code == 303
    assert clerk.tell(f"/cases/{ref}/parties/new", **typed, same_name=True).status_code in (200, 201)


def test_what_is_quoted_is_shown_as_text_and_nothing_else(pages, ready):
    typed = "乌<兰>&其%其格"
    shown = pages.as_("clerk").post(f"/cases/{ready[0]}/listing", **form(f"申请人{typed}的草场"))
    page = shown.get_data(as_text=True)
    assert shown.status_code == 422
    assert "“乌&lt;兰&gt;&amp;其%其格”" in page
    assert "<兰>" not in page


def test_each_try_by_the_api_is_one_more(pages, database, ready):
    ref, stream = ready
    clerk = pages.as_("clerk")
    for _ in range(3):
        answer = clerk.tell(f"/cases/{ref}/listing", **form(f"{PETITIONER}的草场"))
        assert (answer.status_code, answer.get_json()["code"]) == (422, "leak_name")
    assert [name for name, _, _ in kept(database, stream)].count("case.text_refused") == 3


def test_who_links_a_case_to_guess_leaves_the_guess_with_the_other_too(pages, database, ready, commit_work):
    """苏日娜 registers a case of her own, links it to another, and tries names in the other's stead."""
    other, stream = ready

    def tie(work):
        own = ready_case(work, petition_number="XF-9")
        link(work, own, petition_number=case_for(work, other).petition_number)
        return own.public_id, own.stream

    own, own_stream = commit_work("clerk", tie)
    assert pages.as_("clerk").post(f"/cases/{own}/listing", **form(f"申请人{PETITIONER}的草场")).status_code == 422
    for one in (stream, own_stream):
        assert [(name, who) for name, who, _ in kept(database, one)][-1] == ("case.text_refused", "苏日娜")


def test_a_petition_number_full_of_names_leaves_it_too(pages, database, ready, commit_work):
    ref, stream = ready
    number = f"郭永强{PETITIONER}1"
    typed = commit_work("clerk", lambda work: typed_by(work, petition_number=number, narrative="", place_village=""))
    assert pages.as_("clerk").post(f"/cases/{ref}/correct", **typed).status_code == 422
    assert kept(database, stream)[-1] == (
        "case.text_refused", "苏日娜", {"fields": ["petition_number"], "kinds": ["name"]},
    )  # fmt: skip


def test_a_reason_that_is_refused_leaves_it_too(pages, database, ready, commit_work):
    ref, stream = ready
    hold = commit_work("clerk", lambda work: submit(work, drafted(work, case_for(work, ref))).public_id)
    before = len(kept(database, stream))
    answer = pages.as_("reviewer").post(f"/listings/{hold}/return", return_reason=f"请联系{PETITIONER}")
    assert answer.status_code == 422
    assert [(name, who) for name, who, _ in kept(database, stream)[before:]] == [
        ("vault.read", "王建国"), ("vault.read", "王建国"), ("case.text_refused", "王建国"),
    ]  # fmt: skip


def test_what_the_guards_refuse_at_the_release_leaves_the_reading_and_the_attempt(pages, database, ready, commit_work):
    ref, stream = ready
    submitted = commit_work("clerk", lambda work: submit(work, drafted(work, case_for(work, ref))).public_id)

    def rename(work):
        case = listing_for(work, submitted).case
        seal_party(work, party_of(work, case, "respondent"), {"name": "某矿业公司"})

    commit_work("clerk", rename)
    before = len(kept(database, stream))
    answer = pages.as_("reviewer").post(f"/listings/{submitted}/release")
    assert (answer.status_code, "“某矿业公司”" in answer.get_data(as_text=True)) == (409, True)
    found = kept(database, stream)[before:]
    assert [(name, who) for name, who, _ in found] == [
        ("vault.read", "王建国"), ("vault.read", "王建国"), ("case.text_refused", "王建国"),
    ]  # fmt: skip
    assert found[-1][2] == {"fields": ["body", "title"], "kinds": ["name"]}


def test_what_the_guards_refuse_at_the_submission_leaves_it_too(pages, database, ready, commit_work):
    ref, stream = ready
    draft = commit_work("clerk", lambda work: drafted(work, case_for(work, ref)).public_id)
    commit_work("clerk", lambda work: seal_party(
        work, party_of(work, listing_for(work, draft).case, "respondent"), {"name": "某矿业公司"}
    ))  # fmt: skip
    before = len(kept(database, stream))
    answer = pages.as_("clerk").post(f"/listings/{draft}/submit", **ASSESSED)
    assert (answer.status_code, "“某矿业公司”" in answer.get_data(as_text=True)) == (409, True)
    assert [name for name, _, _ in kept(database, stream)[before:]].count("case.text_refused") == 1


def test_a_step_that_is_refused_for_something_else_leaves_no_attempt(pages, database, ready, commit_work):
    ref, stream = ready
    draft = commit_work("clerk", lambda work: drafted(work, case_for(work, ref)).public_id)

    def turn(work):
        case = listing_for(work, draft).case
        seal_party(work, party_of(work, case, "respondent"), {"name": "某矿业公司"})
        record_consent(
            work, party_of(work, case, "respondent"), answer="refused", evidence="written", answered_on=work.today
        )

    commit_work("clerk", turn)
    answer = pages.as_("clerk").post(f"/listings/{draft}/submit", **ASSESSED)
    assert (answer.status_code, "“某矿业公司”" in answer.get_data(as_text=True)) == (409, False)
    assert "case.text_refused" not in [name for name, _, _ in kept(database, stream)]


def test_a_job_that_is_refused_leaves_it_as_a_page_does(room, database, ready):
    ref, stream = ready
    before = len(kept(database, stream))
    with Session(database.engine) as session:
        clerk = cast_actors(session).clerk
    with pytest.raises(Invalid, match="leak_name"), transactions.working(clerk) as work:
        drafted(work, case_for(work, ref), body=PETITIONER)
    assert [name for name, _, _ in kept(database, stream)[before:]] == ["vault.read", "vault.read", "case.text_refused"]


# --- what the attributes do not say ----------------------------------------------------------------------------------


@pytest.mark.parametrize("category", ["", "land_and_village"])
def test_a_category_that_is_not_published_is_not_told_by_the_text(clerk, reviewer, category):
    listing = drafted(clerk, category=category)
    with pytest.raises(Refused, match="category_in_text") as refused:
        submit(clerk, listing)
    assert refused.value.facts["words"] == "“草场”"
    edit(
        clerk, listing, **text(clerk, title=TITLE.replace("草场", ""), body=BODY.replace("草场", ""), category=category)
    )
    assert release(reviewer, submit(clerk, listing)).status == "published"


def test_what_is_widened_on_the_board_loses_the_words_as_well(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    assert "草场" in listing.title
    wider = {"category": "", "place": listing.place_town.public_id, "duration": "from_5", "amount": "from_100k"}
    widen(reviewer, listing, **wider)
    assert "草场" not in listing.title + listing.body
    assert listing.title == TITLE.replace("草场", "场地")
