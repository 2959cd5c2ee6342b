"""Whoever has to know is told in the transaction of what happened: an inbox line, and a mail intent with its job.

What is told is a code and facts without personal data; nothing is sent from here.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from market import vault
from market.database import public_id
from market.jobs import defer
from market.notifications import sending
from market.notifications.models import MailIntent, Notification
from market.notifications.wording import facts_today, worded
from market.people.models import Account, Person
from market.work import Work

INBOX_PATH = "/inbox"


def notify(
    work: Work, person_ids: Iterable[int | None], code: str, endpoint: str, ref: str | None = None, **facts: Any
) -> None:
    """Tell each person once, by mail too where there is an address. `endpoint` (with `ref`) is the page that the line
    leads to. What has a name of its own (market/notifications/wording: NAMES) is a fact by its public id.

    Raises KeyError for a code without a sentence, or a fact that its sentence needs and does not get.
    """
    _tell(work, person_ids, code, endpoint, ref, facts, by_mail=True)


def notify_in_the_inbox(
    work: Work, person_ids: Iterable[int | None], code: str, endpoint: str, ref: str | None = None, **facts: Any
) -> None:
    """As notify, but for those who want no mail of it."""
    _tell(work, person_ids, code, endpoint, ref, facts, by_mail=False)


def _tell(
    work: Work,
    person_ids: Iterable[int | None],
    code: str,
    endpoint: str,
    ref: str | None,
    facts: dict[str, Any],
    *,
    by_mail: bool,
) -> None:
    plain = _as_json(facts)
    [today] = facts_today(work.session, [plain])
    worded(code, today, str, "en")
    wanted = sorted({person_id for person_id in person_ids if person_id is not None})
    if not wanted:
        return
    for person in work.session.scalars(select(Person).where(Person.id.in_(wanted)).order_by(Person.id)):
        line = Notification(
            public_id=public_id(),
            person_id=person.id,
            code=code,
            facts=plain,
            endpoint=endpoint,
            ref=ref,
            created_at=work.now,
        )
        work.session.add(line)
        if by_mail and person.mail:
            intend_mail(work, person, code, plain, path=f"{INBOX_PATH}/{line.public_id}")
    work.session.flush()


def intend_mail(
    work: Work,
    person: Person,
    code: str,
    facts: dict[str, Any],
    *,
    path: str = "",
    secret_path: str | None = None,
) -> MailIntent | None:
    """A message to this person's address, sent by a job after the commit; None where no mail can be sent.

    `secret_path` is a link that must not stand in the database in the clear: it is sealed, and leaves the vault
    only when the message is written.
    """
    if not person.mail or not sending.is_possible() or not _may_sign_in(work, person):
        return None
    intent = MailIntent(
        public_id=public_id(),
        person_id=person.id,
        code=code,
        facts=_as_json(facts),
        path=path,
        created_at=work.now,
        tried_at=work.now,
    )
    work.session.add(intent)
    work.session.flush()
    if secret_path is not None:
        vault.put(
            work, key_for=person.stream, table="mail_intent", row=intent.id, column="secret_path", text=secret_path
        )
    defer(work, "deliver_mail", once_as=f"mail:{intent.id}", intent_id=intent.id)
    return intent


def mark_read(work: Work, line: Notification) -> Notification:
    """The person has opened this line of the inbox."""
    if line.read_at is None:
        line.read_at = work.now
        work.session.flush()
    return line


def mark_all_read(work: Work) -> None:
    """The person has seen the whole inbox."""
    work.session.execute(
        update(Notification)
        .where(Notification.person_id == work.actor.person_id, Notification.read_at.is_(None))
        .values(read_at=work.now)
    )


def _may_sign_in(work: Work, person: Person) -> bool:
    """A disabled account gets no mail: who has left the office is told nothing more."""
    account = work.session.scalar(select(Account).where(Account.person_id == person.id))
    return account is None or account.disabled_at is None


def _as_json(facts: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(facts, default=_as_text, allow_nan=False))
    return plain


def _as_text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"not for a notice: {type(value).__name__}")
