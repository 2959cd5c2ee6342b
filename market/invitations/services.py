"""A link is issued once, mailed or shown once, used once; a new one makes the old ones worthless.

One administrator alone never holds all that it takes to be another person: a link that was mailed is shown
to nobody, and a link that was shown opens only together with a code that another administrator gives.
The database keeps the hashes of both; what a mail has to carry is sealed in the vault until it is sent.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update

from market.database import public_id
from market.invitations.queries import account_of, link_that_waits
from market.lifecycle import lock
from market.notifications.services import intend_mail
from market.people.models import Account, Department, Invitation, InvitationPurpose, SignInThrottle
from market.people.passwords import demand_password, hash_password
from market.people.queries import actor_of, name_hash, secret_hash
from market.people.services import end_sessions, open_account
from market.refusals import Invalid, Refused
from market.work import Work

LINK_LASTS = timedelta(hours=72)
LINK_PATH = "/invitation"
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without those that are taken for one another
CODE_LENGTH = 10


@dataclass(frozen=True)
class Issued:
    """A link just issued for an account. `shown` is told once, to whoever issued it; None where a mail carries it."""

    account: Account
    shown: str | None

    @property
    def public_id(self) -> str:
        """The person's: whoever issued it goes to the person's page."""
        return self.account.person.public_id


@dataclass(frozen=True)
class CodeGiven:
    """The code of a link that another administrator issued; told once, to whoever gave it."""

    account: Account
    code: str

    @property
    def public_id(self) -> str:
        """The person's: whoever gave it goes to the person's page."""
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
    path = f"{LINK_PATH}/{secret}"
    until = work.now + LINK_LASTS
    code = "account.invited" if purpose is InvitationPurpose.INVITE else "account.reset"
    intent = intend_mail(work, account.person, code, {"until_at": until}, secret_path=path)
    work.session.add(
        Invitation(
            public_id=public_id(),
            account_id=account.id,
            purpose=purpose.value,
            token_hash=secret_hash(secret),
            issued_by_id=work.actor.person_id,
            was_mailed=intent is not None,
            expires_at=until,
        )
    )
    work.session.flush()
    work.tell("account.link_issued", account, purpose=purpose.value)
    return Issued(account, shown=path if intent is None else None)


def give_code(work: Work, account: Account) -> CodeGiven:
    """The other half of a link that another administrator was shown; an earlier code is worth nothing from now on.

    Raises Refused account.no_link_waits, account.code_by_another.
    """
    lock(work, account)
    invitation = link_that_waits(work, account)
    if invitation is None:
        raise Refused("account.no_link_waits")
    if invitation.issued_by_id == work.actor.person_id:
        raise Refused("account.code_by_another")
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    invitation.code_hash = secret_hash(code)
    invitation.code_by_id = work.actor.person_id
    work.session.flush()
    work.tell("account.code_given", account)
    return CodeGiven(account, code)


def accept(work: Work, invitation: Invitation, *, password: str, password_again: str, code: str = "") -> Account:
    """Choose the password; the link is spent, and every session of the account ends.

    `code` is asked for where an administrator has seen the link. Raises Invalid people.passwords_differ, what
    demand_password raises, or people.code_wrong, Refused people.link_spent for the later of two.
    """
    if password != password_again:
        raise Invalid("people.passwords_differ", field="password_again")
    account = account_of(work, invitation)
    demand_password(password, account.sign_in_name)
    lock(work, account)
    work.session.refresh(invitation)
    if invitation.used_at is not None or invitation.expires_at <= work.now:
        raise Refused("people.link_spent")
    if invitation.needs_code and not _is_code(invitation, code):
        raise Invalid("people.code_wrong", field="code")
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


def _is_code(invitation: Invitation, typed: str) -> bool:
    plain = "".join(character for character in typed.upper() if character.isalnum())
    return invitation.code_hash is not None and secrets.compare_digest(invitation.code_hash, secret_hash(plain))
