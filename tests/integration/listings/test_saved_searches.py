"""Chen Jing keeps views of the board and is told of what is new in them: once, and only of what is public."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from listings.board.filter import BoardFilter
from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from listings.saved_searches import services
from listings.saved_searches.kept import WantedView, mark_of
from listings.saved_searches.models import ListingAlert, SavedSearch
from listings.saved_searches.queries import own_search_for, own_searches
from listings.saved_searches.services_alerts import announce
from market.notifications import sending
from market.notifications.models import MailIntent, Notification
from market.people.models import Person
from market.refusals import Forbidden, Invalid, Missing, Refused
from tests.integration.listings.stories import drafted, on_the_board, ready_case, submit

CODE = "listing_in_saved_search"
TOLD_OF = {
    "everything open": BoardFilter(),
    "whatever its status": BoardFilter(status=""),
    "its class": BoardFilter(case_class="A"),
    "its category and amount": BoardFilter(category="land", amount="from_100k"),
    "its words": BoardFilter(q="草场 补偿"),
    "its words and reward": BoardFilter(q="矿业公司", reward="from_6000"),
}
NOT_TOLD_OF = {
    "another class": BoardFilter(case_class="B"),
    "words that only the case has": BoardFilter(q="乌兰其其格"),
    "another town": BoardFilter(town="abcdefgh23456789"),
    "another reward": BoardFilter(reward="under_3000"),
    "what is not stated": BoardFilter(category="unstated"),
}


def view(wanted):
    return WantedView(wanted, mark_of(wanted))


def keep(piece, wanted=BoardFilter(), name="草场", alerts="inbox"):  # noqa: B008  a frozen value
    return services.save(piece, view(wanted), name=name, alerts=alerts)


@pytest.fixture
def chen(work, actors):
    return work(actors.second_reviewer)


def released(clerk, work, actors, **changes):
    return on_the_board(clerk, work(actors.reviewer), **changes)


def lines_of(piece, person_id):
    return piece.session.scalars(
        select(Notification).where(Notification.person_id == person_id, Notification.code == CODE)
    ).all()


# --- keeping ------------------------------------------------------------------------------------


def test_only_who_has_signed_in_keeps_and_sees_only_their_own(chen, work, actors):
    kept = keep(chen)
    assert own_searches(chen) == [kept]
    assert own_searches(work(actors.clerk)) == []
    with pytest.raises(Missing):
        own_search_for(work(actors.clerk), kept.public_id)
    with pytest.raises(Forbidden):
        keep(work(actors.system))
    assert [one.payload for one in chen.told] == [{}], "what somebody looks for is nobody's business"


def test_the_same_view_or_name_twice_is_refused_kindly(chen):
    keep(chen)
    with pytest.raises(Refused, match="search_saved_already") as refused:
        keep(chen, name="另一个")
    assert refused.value.facts == {"name": "草场"}
    with pytest.raises(Invalid, match="search_name_taken"):
        keep(chen, BoardFilter(case_class="A"))


def test_twenty_and_no_more(chen):
    for number in range(20):
        keep(chen, BoardFilter(q=f"草场{number}"), name=f"第{number}")
    with pytest.raises(Refused, match="searches_too_many"):
        keep(chen, BoardFilter(q="再一个"), name="再一个")
    services.remove(chen, own_searches(chen)[0])
    keep(chen, BoardFilter(q="再一个"), name="再一个")
    with pytest.raises(IntegrityError, match="twenty"), chen.session.begin_nested():
        chen.session.execute(
            text(
                "INSERT INTO saved_search (public_id, person_id, name, view, alerts, saved_at)"
                " SELECT 'x', person_id, 'x', 'x', 'none', now() FROM saved_search LIMIT 1"
            )
        )


def test_alerts_that_could_never_come_are_refused(chen):
    for status in ("under_way", "succeeded", "ended"):
        with pytest.raises(Invalid, match="search_never_new"):
            keep(chen, BoardFilter(status=status))
    kept = keep(chen, BoardFilter(status="ended"), alerts="none")
    with pytest.raises(Invalid, match="search_never_new"):
        services.change(chen, kept, name="草场", alerts="inbox")
    with pytest.raises(Invalid, match="mail_unknown"):
        keep(chen, name="邮件", alerts="mail")


# --- being told ---------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", TOLD_OF.values(), ids=TOLD_OF.keys())
def test_told_of_what_the_view_has(chen, clerk, work, actors, wanted):
    keep(chen, wanted)
    listing = released(clerk, work, actors)
    assert announce(work(actors.system), listing) == 1
    [line] = lines_of(chen, chen.actor.person_id)
    assert (line.facts, line.endpoint, line.ref) == (
        {"listing": listing.public_id},
        "board.show",
        listing.public_id,
    )


@pytest.mark.parametrize("wanted", NOT_TOLD_OF.values(), ids=NOT_TOLD_OF.keys())
def test_not_told_of_what_the_view_has_not(chen, clerk, work, actors, wanted):
    keep(chen, wanted)
    assert announce(work(actors.system), released(clerk, work, actors)) == 0
    assert lines_of(chen, chen.actor.person_id) == []


def test_told_once_however_many_searches_and_runs(chen, clerk, work, actors):
    for number, wanted in enumerate(TOLD_OF.values()):
        keep(chen, wanted, name=f"第{number}")
    listing = released(clerk, work, actors)
    assert [announce(work(actors.system), listing) for _ in range(3)] == [1, 0, 0]
    assert len(lines_of(chen, chen.actor.person_id)) == 1


def test_whoever_made_the_listing_knows_it(clerk, work, actors):
    keep(work(actors.clerk))
    keep(work(actors.reviewer))
    assert announce(work(actors.system), released(clerk, work, actors)) == 0


def test_drafts_and_what_was_withdrawn_before_the_job_are_not_announced(chen, clerk, work, actors):
    keep(chen)
    listing = submit(clerk, drafted(clerk, ready_case(clerk)))
    assert announce(work(actors.system), listing) == 0
    release(work(actors.reviewer), listing)
    withdraw(work(actors.reviewer), listing, end_code="other", end_note="")
    assert announce(work(actors.system), listing) == 0
    assert lines_of(chen, chen.actor.person_id) == []


def test_a_search_kept_after_the_release_is_not_asked_about_it(chen, clerk, work, actors):
    listing = released(clerk, work, actors)
    chen.now += timedelta(seconds=1)
    keep(chen)
    assert announce(work(actors.system), listing) == 0


def test_mail_goes_to_whom_it_was_promised(chen, clerk, work, actors, monkeypatch, tmp_path):
    monkeypatch.setattr(sending, "_ROOM", sending._MailRoom(folder=tmp_path))
    for key in ("second_reviewer", "auditor"):
        chen.session.get_one(Person, getattr(actors, key).person_id).mail = f"{key}@example.cn"
    keep(chen, alerts="mail")
    keep(work(actors.auditor), alerts="inbox")
    assert announce(work(actors.system), released(clerk, work, actors)) == 2
    intents = chen.session.scalars(select(MailIntent).where(MailIntent.code == CODE)).all()
    assert [one.person_id for one in intents] == [actors.second_reviewer.person_id]


def test_a_view_that_the_board_no_longer_knows_tells_of_nothing_and_breaks_nothing(chen, clerk, work, actors):
    keep(chen)
    chen.session.execute(
        text(
            "INSERT INTO saved_search (public_id, person_id, name, view, alerts, saved_at)"
            " SELECT 'old', person_id, '旧', 'category=gold', 'inbox', saved_at FROM saved_search"
        )
    )
    assert announce(work(actors.system), released(clerk, work, actors)) == 1


# --- committed: the job, the pages, two windows at once -----------------------------------------


@pytest.fixture
def ref(commit_work):
    return commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work))).public_id)


def test_the_release_leaves_a_job_and_the_job_may_die_and_run_again(ref, commit_work, database):
    commit_work("second_reviewer", keep)
    listing_id = commit_work("reviewer", lambda work: release(work, listing_for(work, ref)).id)
    with database.session() as session:
        waiting = session.execute(
            text("SELECT args FROM procrastinate_jobs WHERE task_name = 'announce_listing'")
        ).scalars()
        assert list(waiting) == [{"listing_id": listing_id}]

    def told(work):
        return announce(work, listing_for(work, ref))

    together = [threading.Thread(target=commit_work, args=("clerk", told)) for _ in range(4)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    with database.session() as session:
        assert session.query(Notification).filter_by(code=CODE).count() == 1
        assert session.query(ListingAlert).count() == 1
        with pytest.raises(Exception, match="permission denied"):
            session.execute(text("DELETE FROM listing_alert"))


def test_nobody_waits_and_no_job_is_left(ref, commit_work, database):
    commit_work("second_reviewer", lambda work: keep(work, alerts="none"))
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
    with database.session() as session:
        assert not session.execute(text("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'announce_listing'")).all()


def test_kept_run_changed_and_removed_by_pages(pages, ref, commit_work, database):
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
    chen, visitor = pages.as_("second_reviewer"), pages.as_(None)
    board = chen.get("/board?category=land&q=草场").get_data(as_text=True)
    save = board.split('href="/searches/new/')[1].split('"')[0]
    assert visitor.get(f"/searches/new/{save}").location.startswith("/sign-in")
    assert visitor.get("/searches").location.startswith("/sign-in")
    assert chen.get("/searches/new/nonsense").status_code == 404
    assert chen.post(f"/searches/new/{save}", name="", alerts="inbox").status_code == 422
    assert chen.post(f"/searches/new/{save}", name="<b>草场</b>", alerts="inbox").location == "/searches"
    page = chen.get("/searches").get_data(as_text=True)
    assert "&lt;b&gt;草场&lt;/b&gt;" in page
    assert "Words: 草场" in page
    run = page.split('href="/board?')[1].split('"')[0].replace("&amp;", "&")
    assert f"/board/{ref}" in chen.get(f"/board?{run}").get_data(as_text=True)
    with database.session() as session:
        one = session.scalars(select(SavedSearch)).one().public_id
    assert pages.as_("clerk").get(f"/searches/{one}/change").status_code == 404
    assert chen.post(f"/searches/{one}/change", name="土地", alerts="none").location == "/searches"
    assert "土地" in chen.get("/searches").get_data(as_text=True)
    [told] = chen.ask("/searches").get_json()["searches"]
    assert (told["name"], told["alerts"]) == ("土地", "none")
    assert visitor.ask("/searches").status_code in (401, 403)
    assert chen.post(f"/searches/{one}/remove").location == "/searches"
    assert "土地" not in chen.get("/searches").get_data(as_text=True)
