"""A link is worth something until it is used, replaced or too old; what it is not says nothing more."""

from sqlalchemy import select

from market.people.models import Account, Invitation
from market.people.queries import secret_hash
from market.refusals import Refused
from market.work import Work


def invitation_for(work: Work, ref: str) -> Invitation:
    """The open invitation of the secret that stands in its link. Raises Refused people.link_spent."""
    found = work.session.scalar(
        select(Invitation)
        .join(Account, Account.id == Invitation.account_id)
        .where(
            Invitation.token_hash == secret_hash(ref),
            Invitation.used_at.is_(None),
            Invitation.expires_at > work.now,
            Account.disabled_at.is_(None),
        )
    )
    if found is None:
        raise Refused("people.link_spent")
    return found


def link_that_waits(work: Work, account: Account) -> Invitation | None:
    """The open link of this account that an administrator was shown, and that opens with another one's code only."""
    return work.session.scalar(
        select(Invitation).where(
            Invitation.account_id == account.id,
            Invitation.used_at.is_(None),
            Invitation.expires_at > work.now,
            Invitation.was_mailed.is_(False),
            Invitation.issued_by_id.is_not(None),
        )
    )


def account_of(work: Work, invitation: Invitation) -> Account:
    """The account that the link opens."""
    return work.session.get_one(Account, invitation.account_id)
