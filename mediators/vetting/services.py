"""Applying and vetting. Two reviewers look at every applicant; whoever is suspended loses unsettled claims at once.

ID number, phone and declarations go to the vault under the person's own key. One ID number is one mediator: the office
learns of a second application with it, and approves none; the applicant, who may be anybody, learns nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from listings.anonymisation.spelling import digits
from listings.cases.private import is_id_number
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.models import Appointment, Person
from market.people.services import open_account
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.staff.guards import HELD_ALONE
from market.vault import services as vault
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.services_ending import end_by_suspension, withdraw
from mediators.claims.vocabulary import WORKING, ClaimState
from mediators.committees.models import Committee
from mediators.committees.queries import open_committee
from mediators.vetting.lifecycle import MEDIATOR
from mediators.vetting.models import Mediator
from mediators.vetting.queries import is_or_may_become, of_the_same_id_number, own_mediator_of, remember_own
from mediators.vetting.vocabulary import CATEGORY_LABELS, LANGUAGE_LABELS, SERVING

MOBILE_DIGITS = 11
DECLARED = ("convictions", "relations")
NOT_YET_GRANTED = (ClaimState.STANDING, ClaimState.HELD, ClaimState.PROPOSED)
UNSETTLED = (*NOT_YET_GRANTED, ClaimState.GRANTED)
OWN_PAGE = "mediators.own"


def apply_with_account(
    work: Work, *, display_name: str, sign_in_name: str, password: str, committee: str, **application: object
) -> Mediator:
    """A visitor applies and gets a person and an account with it; `committee` is a public id.

    Raises Refused application_use_own_account for somebody signed in; Invalid by field.
    """
    if not work.actor.is_visitor and not work.actor.is_system:
        raise Refused("application_use_own_account")
    engaged_by = _open_committee(work, committee)
    account = open_account(
        work,
        display_name=display_name,
        sign_in_name=sign_in_name,
        password=password,
        jurisdiction_id=engaged_by.jurisdiction_id,
    )
    return _apply(work, account.person, engaged_by, **application)  # type: ignore[arg-type]


def apply_as_oneself(work: Work, *, committee: str, **application: object) -> Mediator:
    """Somebody who can sign in already applies. Raises Refused application_made for a second application."""
    if work.actor.person_id is None:
        raise Refused("application_needs_account")
    if own_mediator_of(work) is not None:
        raise Refused("application_made")
    person = work.session.get_one(Person, work.actor.person_id)
    return _apply(work, person, _open_committee(work, committee), **application)  # type: ignore[arg-type]


def _apply(
    work: Work,
    person: Person,
    committee: Committee,
    *,
    languages: Sequence[str],
    categories: Sequence[str],
    experience: str,
    public_employee: bool,
    truthful: bool = True,
    **private: str,
) -> Mediator:
    _check_codes(languages, LANGUAGE_LABELS, "languages")
    _check_codes(categories, CATEGORY_LABELS, "categories")
    if not truthful:
        raise Invalid("application_declare", field="truthful")
    sealed = _private(**private)
    mediator = Mediator(
        person_id=person.id,
        jurisdiction_id=committee.jurisdiction_id,
        committee_id=committee.id,
        languages=sorted(set(languages)),
        categories=sorted(set(categories)),
        experience=experience,
        public_employee=public_employee,
        has_declarations=any(sealed[column] for column in DECLARED),
        applied_at=work.now,
    )
    work.session.add(mediator)
    work.session.flush()
    remember_own(work, mediator)
    _seal(work, mediator, sealed)
    work.tell("mediator.applied", mediator, committee=committee.public_id)
    return mediator


def _private(*, id_number: str, phone: str, convictions: str = "", relations: str = "") -> dict[str, str]:
    """What goes to the vault. Raises Invalid by field."""
    return {
        "id_number": _id_number(id_number),
        "phone": _phone(phone),
        "convictions": convictions.strip(),
        "relations": relations.strip(),
    }


def _seal(work: Work, mediator: Mediator, private: dict[str, str]) -> None:
    vault.put_many(
        work,
        key_for=mediator.stream,
        table=Mediator.__tablename__,
        row=mediator.id,
        values=private,
        indexed={"id_number": "id_number", "phone": "phone"},
    )


def endorse(work: Work, mediator: Mediator) -> Mediator:
    """The first reviewer's word."""
    return MEDIATOR.apply(work, "endorse", mediator)


def approve(work: Work, mediator: Mediator) -> Mediator:
    """The second reviewer's word; another person than the first, about a person who is no mediator yet (guards, and
    rules of the database)."""
    others = [one for one in of_the_same_id_number(work.session, mediator) if one.status in SERVING]
    MEDIATOR.apply(work, "approve", mediator, same_person=bool(others))
    _tell(work, mediator, "mediator_approved")
    return mediator


def reject(work: Work, mediator: Mediator, *, reason: str) -> Mediator:
    """Reject an application; the applicant reads the reason."""
    lock(work, mediator)
    mediator.status_reason = reason
    MEDIATOR.apply(work, "reject", mediator, reason=reason)
    _tell(work, mediator, "mediator_rejected")
    return mediator


def suspend(work: Work, mediator: Mediator, *, reason: str) -> Mediator:
    """Suspend a mediator: every claim that is not settled ends, and listings that had one living open again.

    The cases are locked before the mediator, in the order in which every other step takes them.
    """
    for claim in _claims(work, mediator, UNSETTLED):
        lock(work, claim)
    lock(work, mediator)
    ending = _claims(work, mediator, UNSETTLED)
    mediator.status_reason = reason
    MEDIATOR.apply(work, "suspend", mediator, reason=reason, claims_ended=len(ending))
    for claim in ending:
        end_by_suspension(work, claim, reason=reason)
    _tell(work, mediator, "mediator_suspended")
    return mediator


def reinstate(work: Work, mediator: Mediator) -> Mediator:
    """Let a suspended mediator claim again; claims that ended stay ended."""
    MEDIATOR.apply(work, "reinstate", mediator)
    mediator.status_reason = ""
    _tell(work, mediator, "mediator_reinstated")
    return mediator


def resign(work: Work, mediator: Mediator) -> Mediator:
    """Resign: claims not yet granted are withdrawn. Raises Refused while a granted case is in one's hands."""
    for claim in _claims(work, mediator, NOT_YET_GRANTED):
        withdraw(work, claim)
    granted = _claims(work, mediator, tuple(WORKING))
    return MEDIATOR.apply(work, "resign", mediator, granted_claims=len(granted))


def keep_apart(work: Work, appointment: Appointment, facts: Mapping[str, Any]) -> None:
    """Hears that a role is proposed or confirmed: no mediator becomes an administrator or auditor (三员分立).

    Raises Invalid mediator_administers_nothing.
    """
    if appointment.role in HELD_ALONE and is_or_may_become(work.session, appointment.person_id):
        raise Invalid("mediator_administers_nothing", field="role")


def open_identity(work: Work, mediator: Mediator, *, purpose: str) -> Mediator:
    """State a purpose and open the mediator's ID number, phone and declarations for 30 minutes."""
    demand(work, Can.OPEN_MEDIATOR, mediator)
    vault.open_vault(work, mediator.stream, purpose, mediator.jurisdiction_id)
    return mediator


def _claims(work: Work, mediator: Mediator, states: Sequence[ClaimState]) -> Sequence[Claim]:
    return work.session.scalars(
        select(Claim)
        .where(Claim.mediator_id == mediator.id, Claim.status.in_(states))
        .order_by(Claim.case_id, Claim.listing_id, Claim.id)
    ).all()


def _tell(work: Work, mediator: Mediator, code: str) -> None:
    notify(work, [mediator.person_id], code, endpoint=OWN_PAGE)


def _open_committee(work: Work, ref: str) -> Committee:
    found = open_committee(work, ref)
    if found is None:
        raise Invalid("committee_unknown", field="committee")
    return found


def _check_codes(given: Sequence[str], known: dict[str, str], field: str) -> None:
    if not given or any(code not in known for code in given):
        raise Invalid("application_choose", field=field)


def _id_number(typed: str) -> str:
    number = typed.replace(" ", "").upper()
    if not is_id_number(number):
        raise Invalid("mediator_id_number_wrong", field="id_number")
    return number


def _phone(typed: str) -> str:
    number = digits(typed).replace("|", "").removeprefix("86")
    if len(number) != MOBILE_DIGITS or not number.startswith("1") or not number.isdecimal():
        raise Invalid("mediator_phone_wrong", field="phone")
    return number
