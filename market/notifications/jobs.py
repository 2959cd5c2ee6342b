"""A message is sent between two transactions: one reads what to send, one says that it was sent.

A worker killed in between sends it once more; a message lost would be worse than one read twice.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from market import vault
from market.jobs import JobRoom, defer
from market.notifications import sending
from market.notifications.models import MailIntent, MailState
from market.notifications.wording import facts_today, worded
from market.words import CHINESE, ENGLISH, words_in
from market.work import Work

MOST_ATTEMPTS = 40
QUIET = timedelta(minutes=20)  # a message not tried for so long has lost its job
BATCH = 200


@dataclass(frozen=True)
class _Message:
    public_id: str
    to: str
    body: str


def deliver_mail(jobs: JobRoom, intent_id: int) -> None:
    """Send one message; one already sent or given up stays so. Raises MailNotSent, and is then tried again."""
    with jobs.work() as work:
        message = _message_of(work, intent_id)
    if message is None:
        return
    sending.send(message.public_id, message.to, message.body)
    with jobs.work() as work:
        intent = work.session.get_one(MailIntent, intent_id, with_for_update={"key_share": True})
        intent.status, intent.sent_at = MailState.SENT.value, work.now
        _forget_secret(work, intent)


def sweep_mail(jobs: JobRoom) -> None:
    """Give waiting messages that nobody tries a job again; one tried too often is given up."""
    with jobs.work() as work:
        waiting = work.session.scalars(
            select(MailIntent)
            .where(MailIntent.status == MailState.WAITING.value, MailIntent.tried_at < work.now - QUIET)
            .order_by(MailIntent.tried_at)
            .limit(BATCH)
            .with_for_update(key_share=True, skip_locked=True)
        ).all()
        for intent in waiting:
            if intent.attempts >= MOST_ATTEMPTS:
                intent.status = MailState.GIVEN_UP.value
                _forget_secret(work, intent)
            else:
                defer(work, "deliver_mail", once_as=f"mail:{intent.id}", intent_id=intent.id)


def _message_of(work: Work, intent_id: int) -> _Message | None:
    intent = work.session.get(MailIntent, intent_id, with_for_update={"key_share": True})
    if intent is None or intent.status != MailState.WAITING.value or not intent.person.mail:
        return None
    intent.attempts += 1
    intent.tried_at = work.now
    return _Message(intent.public_id, intent.person.mail, _body(work, intent))


def _body(work: Work, intent: MailIntent) -> str:
    sealed = vault.read(
        work, intent.stream, "mail_intent", [intent.id], ["secret_path"], purpose="notify_person"
    ) if intent.path == "" else {}  # fmt: skip
    path = sealed.get(intent.id, {}).get("secret_path", intent.path)
    [facts] = facts_today(work.session, [intent.facts])
    said = [
        worded(intent.code, facts, partial(words_in, locale), locale)
        for locale in (CHINESE, ENGLISH)
    ]  # fmt: skip
    return "\n\n".join([*said, sending.full_address(path)])


def _forget_secret(work: Work, intent: MailIntent) -> None:
    if intent.path == "":
        vault.put(work, key_for=intent.stream, table="mail_intent", row=intent.id, column="secret_path", text=None)
