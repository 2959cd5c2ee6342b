"""An agreement's text in the vault: sealed under the case's key, read within an opening, compared with its hash."""

from collections.abc import Sequence

from agreements.drafting.content import Content, NamedParty, content_hash, from_json, to_json
from agreements.drafting.models import Agreement
from listings.cases.models import PARTY_PRIVATE_COLUMNS, Party
from market.refusals import Refused
from market.vault import services as vault
from market.work import Work

COLUMN = "content"
FOR_A_DOCUMENT = "render_document"


def seal_content(work: Work, agreement: Agreement, content: Content) -> str:
    """Put the text into the vault; returns its hash."""
    text = to_json(content)
    vault.put(work, key_for=agreement.stream, table=Agreement.__tablename__, row=agreement.id, column=COLUMN, text=text)
    return content_hash(text)


def content_of(work: Work, agreement: Agreement, *, purpose: str | None = None) -> Content:
    """The text of an agreement. Without `purpose` (one of the software's) the actor needs an opening in force.

    Raises NeedsOpening; Refused agreement_text_missing, or agreement_text_changed where it is not the text that
    was frozen for signing.
    """
    found = vault.read(work, agreement.stream, Agreement.__tablename__, [agreement.id], [COLUMN], purpose=purpose)
    text = found.get(agreement.id, {}).get(COLUMN)
    if text is None:
        raise Refused("agreement_text_missing")
    if agreement.frozen_hash is not None and content_hash(text) != agreement.frozen_hash:
        raise Refused("agreement_text_changed")
    return from_json(text)


def named_parties(work: Work, stream: str, parties: Sequence[Party], *, purpose: str | None = None) -> list[NamedParty]:
    """The parties with what identifies them, in the given order. See `content_of` for who may read."""
    details = vault.read(
        work, stream, Party.__tablename__, [party.id for party in parties], PARTY_PRIVATE_COLUMNS, purpose=purpose
    )
    return [
        NamedParty(ref=party.public_id, role=party.role, kind=party.kind, **{"name": ""} | details.get(party.id, {}))
        for party in parties
    ]
