"""An agreement and its application for confirmation as data for their templates, and as PDF.

A document shows what was frozen for signing; a draft shows the parties as they stand in the vault now, and says on
every page that it is a draft. Reading needs an opening in force, as everywhere.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from agreements.drafting.content import EVERY_PARTY, Content, NamedParty, Term
from agreements.drafting.models import Agreement
from agreements.drafting.private import content_of, named_parties
from agreements.drafting.vocabulary import AgreementState
from listings.cases.queries import active_parties
from market.documents import amount_words, render_pdf
from market.documents.rendering import ROOT
from market.work import Work

AGREEMENT_TEMPLATE = "agreements/documents/agreement.typ"
APPLICATION_TEMPLATE = "agreements/documents/confirmation_application.typ"
FONTS = ROOT / "market" / "documents_fonts"
EVERYONE = {"zh": "各方当事人", "en": "Every party"}
ATTACHED = {
    "zh": ["人民调解协议书", "各方当事人的身份证明", "人民调解委员会主持调解的证明"],
    "en": ["The mediation agreement", "Proof of each party's identity", "Proof that the committee mediated"],
}


def agreement_pdf(work: Work, agreement: Agreement, locale: str) -> bytes:
    """The agreement (People's Mediation Law 29) as PDF; Chinese binds, English is for reading. Raises NeedsOpening.

    From the opening for signing on it is the same to the byte: what is signed later stands on the paper and the page.
    """
    content = content_of(work, agreement)
    parties = parties_of(work, agreement, content)
    data = {
        "number": number_of(agreement),
        "draft": agreement.status == AgreementState.DRAFT,
        "parties": [_shown(party) for party in parties],
        "facts": content.facts,
        "issues": content.issues,
        "responsibility": content.responsibility,
        "terms": [term_shown(term, parties, _language(locale)) for term in content.terms],
        "manner": content.manner,
        "time_limit": content.time_limit,
        "marks": _marks(agreement, parties),
        "committee": _committee(agreement),
        "copies": content.copies,
    }
    made_at = agreement.signing_opened_at or agreement.edited_at
    return render_pdf(AGREEMENT_TEMPLATE, data, locale, font_folder=FONTS, made_at=made_at.replace(microsecond=0))


def application_pdf(work: Work, agreement: Agreement, locale: str, *, court_name: str, filed_on: date | None) -> bytes:
    """The parties' joint application (People's Mediation Law 33; Civil Procedure Law 205). Raises NeedsOpening."""
    content = content_of(work, agreement)
    parties = parties_of(work, agreement, content)
    data = {
        "court": court_name,
        "applicants": [_shown(party) for party in parties],
        "committee": _committee(agreement),
        "agreement": {"number": number_of(agreement), "took_effect_on": agreement.took_effect_on},
        "facts": content.facts,
        "terms": [term_shown(term, parties, _language(locale)) for term in content.terms],
        "attachments": ATTACHED[_language(locale)],
        "filed_on": filed_on,
    }
    made_at = agreement.in_effect_at or work.now
    return render_pdf(APPLICATION_TEMPLATE, data, locale, font_folder=FONTS, made_at=made_at.replace(microsecond=0))


def parties_of(work: Work, agreement: Agreement, content: Content) -> Sequence[NamedParty]:
    """The parties as they were frozen, or as the vault has them now."""
    if content.parties:
        return content.parties
    return named_parties(work, agreement.stream, active_parties(work.session, agreement.case_id))


def number_of(agreement: Agreement) -> str:
    """What a paper is called by: the public id and the version say which text it is, and nothing else."""
    return f"{agreement.public_id}-{agreement.version}"


def term_shown(term: Term, parties: Sequence[NamedParty], language: str) -> dict[str, Any]:
    """An obligation as a clause: who does what, how, with its amount and its day."""
    names = {party.ref: party.name for party in parties} | {EVERY_PARTY: EVERYONE[language]}
    colon, how, stop = ("：", "方式：", "。") if language == "zh" else (": ", " Manner: ", ".")
    text = f"{names[term.who]}{colon}{_stopped(term.what, stop)}"
    if term.how:
        text += how + _stopped(term.how, stop)
    return {
        "text": text,
        "amount": None if term.amount_fen is None else amount_words(term.amount_fen),
        "due_on": term.by,
    }


def _stopped(text: str, stop: str) -> str:
    """The text as a sentence, whether or not its writer ended it as one."""
    return text if text.endswith(tuple("。！？；.!?;")) else text + stop


def _marks(agreement: Agreement, parties: Sequence[NamedParty]) -> list[dict[str, str]]:
    """Who signs, with a line for the hand and the date: the paper is the same before and after it is signed."""
    return [
        *({"kind": "party", "name": party.name} for party in parties),
        {"kind": "mediator", "name": agreement.claim.mediator.display_name},
        {"kind": "committee", "name": _committee(agreement)},
    ]


def _committee(agreement: Agreement) -> str:
    committee = agreement.claim.mediator.committee
    return committee.seal_text or committee.name


def _shown(party: NamedParty) -> dict[str, str]:
    """The party without our own id; what is not known is left out by the template."""
    return {name: value for name, value in asdict(party).items() if name != "ref"}


def _language(locale: str) -> str:
    return "zh" if locale.startswith("zh") else "en"
