"""A link is issued once, mailed or shown once, used once; a new one makes the old ones worthless.

The database keeps the hash of its secret; what a mail has to carry is sealed in the vault until it is sent.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update

from market.database import public_id
from market.invitations.queries import account_of
from market.lifecycle import lock
from market.notifications.services import intend_mail
from market.people.models import Account, Department, Invitation, InvitationPurpose, SignInThrottle
from market.people.passwords import PASSWORD_LEAST, hash_password
from market.people.queries import actor_of, name_hash, secret_hash
from market.people.services import end_sessions, open_account
from market.refusals import Invalid, Refused
from market.work import Work

LINK_LASTS = timedelta(hours=72)
LINK_PATH = "/invitation"


@dataclass(frozen=True)
class Issued:
    """A link just issued for an account. `path` is told once; it stands nowhere in the clear."""

    account: Account
    path: str
    mailed: bool
    shown: bool = True  # whether whoever issued it may see it

    @property
    def public_id(self) -> str:
        """The person's: whoever issued it goes to the person's page."""
        return self.account.person.public_id


def invite(
    work: Work,
    *,
    display_name: str,
    sign_in_name: str,
    mail: str | None,
    jurisdiction_id: str,
    department: Department | None = None,
) -> Issued:
    """A new person with an account that has no password yet, and the link to choose one. Raises Invalid."""
    account = open_account(
        work,
        display_name=display_name,
        sign_in_name=sign_in_name,
        password=None,
        jurisdiction_id=jurisdiction_id,
        mail=mail or None,
    )
    account.person.department_id = None if department is None else department.id
    return issue_link(work, account, InvitationPurpose.INVITE)


def issue_link(work: Work, account: Account, purpose: InvitationPurpose) -> Issued:
    """A new link for this account, worth 72 hours; earlier ones are worth nothing from now on."""
    lock(work, account)
    work.session.execute(
        update(Invitation)
        .where(Invitation.account_id == account.id, Invitation.used_at.is_(None), Invitation.expires_at > work.now)
        .values(expires_at=work.now)
    )
    secret = secrets.token_urlsafe(32)
    until = work.now + LINK_LASTS
    work.session.add(
        Invitation(
            public_id=public_id(),
            account_id=account.id,
            purpose=purpose.value,
            token_hash=secret_hash(secret),
            issued_by_id=work.actor.person_id,
            expires_at=until,
        )
    )
    work.session.flush()
    path = f"{LINK_PATH}/{secret}"
    code = "account.invited" if purpose is InvitationPurpose.INVITE else "account.reset"
    intent = intend_mail(work, account.person, code, {"until_at": until}, secret_path=path)
    work.tell("account.link_issued", account, purpose=purpose.value)
    return Issued(account, path, mailed=intent is not None)


def accept(work: Work, invitation: Invitation, *, password: str, password_again: str) -> Account:
    """Choose the password; the link is spent, and every session of the account ends.

    Raises Invalid people.password_short or people.passwords_differ, Refused people.link_spent for the later of two.
    """
    if len(password) < PASSWORD_LEAST:
        raise Invalid("people.password_short", field="password")
    if password != password_again:
        raise Invalid("people.passwords_differ", field="password_again")
    account = account_of(work, invitation)
    lock(work, account)
    work.session.refresh(invitation)
    if invitation.used_at is not None or invitation.expires_at <= work.now:
        raise Refused("people.link_spent")
    invitation.used_at = work.now
    account.password_hash = hash_password(password)
    throttle = work.session.get(SignInThrottle, name_hash(account.sign_in_name))
    if throttle is not None:
        throttle.failures = 0
    end_sessions(work, account)
    work.session.flush()
    work.actor = actor_of(work.session, account, work.now)
    work.tell("account.password_set", account)
    return account
