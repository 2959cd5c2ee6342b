"""What stands in the rows of an agreement's page, worded for the reader."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from agreements.confirmation.case_number import DOUBT_SENTENCES, Doubt
from agreements.confirmation.models import Confirmation
from agreements.confirmation.vocabulary import (
    CONFIRMATION_STATE_LABELS,
    DECIDED,
    NOT_ACCEPTED_LABELS,
    OUTCOME_LABELS,
    STATE_TONES,
    ConfirmationState,
    NotAcceptedGround,
    Outcome,
)
from agreements.drafting.content import EVERY_PARTY, Content, NamedParty
from agreements.drafting.models import Agreement
from agreements.drafting.vocabulary import AGREEMENT_STATE_LABELS, AgreementState
from agreements.signing.deeds import party_words
from agreements.signing.models import AgreementMark
from agreements.signing.queries import Required, required_marks
from agreements.signing.vocabulary import MANNER_LABELS, MARK_KIND_LABELS, Manner
from market.clocks.models import ClockRun
from market.clocks.queries import explain
from market.policy import Can, allowed
from market.text import N_
from market.web.deeds import deeds_for
from market.web.showing import day, worded_steps, yuan
from market.work import Work

WAY = (
    ("draft", N_("Agreement drafted")),
    ("signing", N_("Open for signing")),
    ("in_effect", N_("In effect")),
    ("filed", N_("Filed with the court")),
    ("effective", N_("Ruled effective")),
)


def stages(agreement: Agreement, confirmations: Sequence[Confirmation]) -> dict[str, Any]:
    """Where the agreement stands in its life: stages, the present one, and those gone through."""
    latest = confirmations[0] if confirmations else None
    reached = {
        "draft": agreement.drafted_at,
        "signing": agreement.signing_opened_at,
        "in_effect": agreement.took_effect_on,
        "filed": latest.filed_on if latest else None,
        "effective": latest.ruled_on if latest and latest.status == ConfirmationState.EFFECTIVE else None,
    }
    states = [
        {"code": code, "label": gettext(label), "note": day(reached[code]) if reached[code] else "", "ended": False}
        for code, label in WAY
    ]
    gone = [code for code, _ in WAY if reached[code]]
    state = AgreementState(agreement.status)
    if agreement.ended_at is not None:
        states = [one for one in states if one["code"] in gone]
        words = gettext(AGREEMENT_STATE_LABELS[state])
        states.append({"code": state.value, "label": words, "note": day(agreement.ended_at), "ended": True})
        return {"states": states, "current": state.value, "past": gone}
    if latest is not None and latest.status == ConfirmationState.DISMISSED:
        words = gettext(CONFIRMATION_STATE_LABELS[ConfirmationState.DISMISSED])
        states[-1] = {"code": "dismissed", "label": words, "note": day(latest.ruled_on), "ended": True}
        return {"states": states, "current": "dismissed", "past": gone}
    return {"states": states, "current": gone[-1], "past": gone[:-1]}


def term_rows(content: Content, parties: Sequence[NamedParty]) -> list[list[Any]]:
    """The obligations as rows of a table."""
    names = {party.ref: party.name for party in parties} | {EVERY_PARTY: gettext("Every party")}
    return [
        [names[term.who], term.what, yuan(term.amount_fen), day(term.by), term.how or "—"] for term in content.terms
    ]


def mark_rows(work: Work, agreement: Agreement, *, opened: bool) -> list[dict[str, Any]]:
    """Every mark that is needed, with what stands for it and what may be done with it; names where it is open."""
    words = dict(party_words(work, agreement.stream, agreement.case_id, opened=opened))
    return [_mark_row(work, one, words) for one in required_marks(work.session, agreement)]


def _mark_row(work: Work, required: Required, words: dict[str, str]) -> dict[str, Any]:
    mark = required.mark
    whose = gettext(MARK_KIND_LABELS[required.kind]) if required.party is None else words[required.ref]
    if mark is None:
        return {"whose": whose, "state": gettext("Not signed yet"), "tone": "waiting", "mark": None, "steps": []}
    verified = mark.verified_at is not None
    return {
        "whose": whose,
        "state": gettext("Verified") if verified else gettext("Recorded, to be verified"),
        "tone": "success" if verified else "active",
        "mark": mark,
        "manner": gettext(MANNER_LABELS[Manner(mark.manner)]),
        "signed_on": mark.signed_on if verified or not _may_check(work, mark) else None,
        "recorded_by": mark.recorded_by.display_name,
        "verified_by": mark.verified_by.display_name if mark.verified_by else None,
        "steps": deeds_for(work, mark),
    }


def _may_check(work: Work, mark: AgreementMark) -> bool:
    """Whoever is to read the date from the paper is not shown what was recorded."""
    return allowed(work, Can.VERIFY_MARK, mark)


def confirmation_rows(work: Work, confirmations: Sequence[Confirmation]) -> list[dict[str, Any]]:
    """The applications with what this reader may see: the number is internal, outcome and days are not."""
    return [_confirmation_row(work, one) for one in confirmations]


def _confirmation_row(work: Work, one: Confirmation) -> dict[str, Any]:
    state = ConfirmationState(one.status)
    verified = state in DECIDED
    sees_number = allowed(work, Can.SEE_RULING, one) and (verified or not allowed(work, Can.VERIFY_RULING, one))
    rows = [
        (gettext("Court"), one.court_name),
        (gettext("Filed on"), day(one.filed_on)),
        (gettext("Accepted on"), day(one.accepted_on) if one.accepted_on else None),
    ]
    if one.ended_on is not None:
        rows.append((gettext("Ended on"), day(one.ended_on)))
    if one.not_accepted_ground is not None:
        rows.append((gettext("Ground"), gettext(NOT_ACCEPTED_LABELS[NotAcceptedGround(one.not_accepted_ground)])))
    if verified and one.outcome is not None:
        rows.append((gettext("Outcome"), gettext(OUTCOME_LABELS[Outcome(one.outcome)])))
        rows.append((gettext("Day of the ruling"), day(one.ruled_on)))
        rows.append((gettext("Served on"), day(one.served_on)))
    if sees_number and one.ruling_number:
        rows.append((gettext("Number of the ruling"), one.ruling_number))
        rows.append((gettext("Recorded by"), one.ruling_recorded_by.display_name if one.ruling_recorded_by else None))
        rows.append((gettext("Verified by"), one.ruling_verified_by.display_name if one.ruling_verified_by else None))
    return {
        "confirmation": one,
        "label": gettext(CONFIRMATION_STATE_LABELS[state]),
        "tone": STATE_TONES[state],
        "rows": rows,
        "doubts": [gettext(DOUBT_SENTENCES[Doubt(code)]) for code in one.ruling_doubts] if sees_number else [],
        "return_reason": one.ruling_return_reason if state is ConfirmationState.ACCEPTED else "",
        "note": one.end_note,
    }


def reckoned(run: ClockRun | None) -> list[str]:
    """How the last day was reached, line by line."""
    return [] if run is None else worded_steps(explain(run))
