"""What these stories share: a master key in a private folder, a room for jobs on a database of their own, a clock of
their own, and a record with something in it.
"""

from pathlib import Path

import pytest
from sqlalchemy.orm import sessionmaker

from market import transactions, vault
from market.calendar import Days
from market.clocks import CLOCKS, Clock
from market.events import EVENTS, Event, Readers
from market.files import Folder
from market.files import services as files
from market.jobs import JobRoom
from market.vault.keys import MasterKey
from tests.integration.ground.recording import tell_erasures


@pytest.fixture(autouse=True, scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> MasterKey:
    path: Path = tmp_path_factory.mktemp("keys") / "vault_key"
    key = MasterKey.generate(path)
    vault.configure(key)
    files.configure(files.store_in(Folder(tmp_path_factory.mktemp("files")), key))
    return key


@pytest.fixture
def room(database) -> JobRoom:
    """Jobs and commands of this test work on its own committed clone."""
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    return JobRoom("test")


@pytest.fixture
def clock(wired):
    """Hang up a clock called "limit" on events of its own, and take it down again."""
    before = dict(EVENTS.declared), dict(CLOCKS.all), {name: [*heard] for name, heard in CLOCKS.heard.items()}
    EVENTS.declare(
        [
            Event("limit.began", "", Readers.LET_IN, keys=()),
            Event("limit.done", "", Readers.LET_IN, keys=()),
            Event("limit.dropped", "", Readers.LET_IN, keys=()),
            Event("limit.halted", "", Readers.LET_IN, keys=()),
            Event("limit.went_on", "", Readers.LET_IN, keys=()),
        ]
    )

    def hang(**fields) -> Clock:
        one = Clock(
            **{
                "name": "limit",
                "label": "Limit",
                "starts": "limit.began",
                "stops": "limit.done",
                "cancels": "limit.dropped",
                "pauses": "limit.halted",
                "resumes": "limit.went_on",
                "lasts": Days(30),
            }
            | fields
        )
        CLOCKS.add([one])
        return one

    yield hang
    EVENTS.declared, CLOCKS.all, CLOCKS.heard = before


@pytest.fixture
def written(commit_work, database):
    """Four committed events in two streams."""
    commit_work("clerk", lambda work: tell_erasures(work, 3))
    commit_work("reviewer", tell_erasures)
    return database
