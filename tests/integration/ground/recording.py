"""What the stories of the record share: what is told, what verification finds, and what a superuser could do."""

from sqlalchemy import create_engine, text

from market.people.models import Person
from market.record.checkpoints import Checkpoints
from market.record.verify import Verification, verify

CLERK = "person:1"  # the first of the cast


def tell_erasures(work, times=1):
    """The stream of whoever acts gets one event a time."""
    person = work.session.get_one(Person, work.actor.person_id)
    for _ in range(times):
        work.tell("vault.key_destroyed", person, cells=3, files=0)


def verified(database, signed=None) -> Verification:
    with database.session() as session:
        return verify(session, signed or Checkpoints())


def by_superuser(database, *statements):
    """What somebody with the superuser's password could do, triggers set aside."""
    engine = create_engine(database.addresses.superuser_url)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
