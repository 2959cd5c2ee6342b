"""What the stories of staff share: who is invited, and the link and the code that lead in."""

import re
from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, ProgrammingError

from market.people.models import Account, Person

KEPT = (IntegrityError, ProgrammingError)  # a rule of the table, or a grant that is not there
PAPER = "任命文件〔2026〕3号"


def person_named(session, name):
    return session.scalars(
        select(Person).join(Account, Account.person_id == Person.id).where(Account.sign_in_name == name)
    ).one()


def invited(reader, name="qiqige", **more):
    """Invite somebody; the page that follows, with the link that it shows once."""
    answer = reader.post("/staff/invite", display_name="其其格", sign_in_name=name, **more)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    page = reader.text(answer.headers["Location"])
    link = re.search(r'id="one-time-link">([^<]*)<', page)
    return SimpleNamespace(path=answer.headers["Location"], page=page, link=link and link[1])


def path_of(link):
    return "/" + link.split("/", 3)[3]


def code_for(reader, path):
    """The code that an administrator gives for the link of the person at this address."""
    answer = reader.post(f"{path}/give-code")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return re.search(r'id="link-code">([^<]*)<', reader.text(answer.headers["Location"]))[1]


def choose(reader, path, **more):
    """Choose a password through the link at this path."""
    return reader.post(path, password="five words in a row", password_again="five words in a row", **more)
