"""Whatever is verified at once takes effect once: real connections, one barrier."""

from threading import Barrier, Thread

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agreements.drafting.models import Agreement
from agreements.signing import services as signing
from agreements.signing.models import AgreementMark
from listings.publication.models import Listing
from market.actor import Actor
from market.database import database_now
from market.record.models import RecordEvent
from market.record.writing import write_told
from market.work import Work
from tests.integration.agreements.stories import Story
from tests.integration.conftest import Database, cast_actors


def signed_on_paper(database: Database) -> list[int]:
    """An agreement with every mark recorded and none verified, committed; the ids of its marks."""
    with Session(database.engine, expire_on_commit=False) as session:
        pieces: list[Work] = []

        def work(actor: Actor) -> Work:
            pieces.append(Work(session=session, actor=actor, now=database_now(session), request_id="test"))
            return pieces[-1]

        story = Story(work, cast_actors(session))
        agreement = story.to_sign()
        marks = [story.record(agreement, whose, 0).id for whose in story.everyone()]
        for piece in pieces:
            write_told(piece)
        session.commit()
        return marks


def test_the_last_marks_verified_at_once_take_effect_once(database):
    marks = signed_on_paper(database)
    barrier, failures = Barrier(len(marks)), []

    def verify(mark_id: int, key: str) -> None:
        try:
            with Session(database.engine, expire_on_commit=False) as session:
                piece = Work(session, getattr(cast_actors(session), key), database_now(session), request_id="test")
                mark = session.get_one(AgreementMark, mark_id)
                barrier.wait(timeout=30)
                signing.verify_mark(piece, mark, signed_on=mark.signed_on)
                write_told(piece)
                session.commit()
        except Exception as error:  # told below: a thread's failure must fail the test
            failures.append(error)

    keys = ("reviewer", "second_reviewer") * len(marks)
    threads = [Thread(target=verify, args=pair) for pair in zip(marks, keys, strict=False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    with Session(database.engine) as session:
        assert session.scalar(select(Agreement.status)) == "in_effect"
        assert session.scalar(select(Listing.status)) == "settled"
        told = select(func.count()).select_from(RecordEvent).where(RecordEvent.name == "agreement.took_effect")
        assert session.scalar(told) == 1
