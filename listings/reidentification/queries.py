"""The register as counting needs it: a banner's cases with their own values, their petitioners as keyed hashes."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session

from listings.cases.models import Party, PartyConsent, PetitionCase
from listings.cases.queries import towns
from listings.cases.vocabulary import CloseCode, ConsentAnswer, PartyKind, PartyRole
from listings.publication.models import Listing
from listings.reidentification.covering import Covered, Register, Registered, fits
from listings.reidentification.ladders import Told, widenings
from listings.reidentification.models import ImpactAssessment, ListingCover, ListingVersion
from listings.reidentification.telling import Beside
from market.record.models import RecordEvent
from market.settings.dated import setting
from market.vault.models import VaultIndex
from market.vault.queries import is_read_only
from market.work import Work
from market.workdays import SHANGHAI

SETTING = "petitioners_alike"
TOLD_APART_BY = ("name", "id_number", "phone")
TAKEN_DOWN_TITLE = "内容已撤下"
TAKEN_DOWN_BODY = "本榜单的内容不再公开。"


class HasText(Protocol):
    """A listing, or its public face."""

    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...


@dataclass(frozen=True)
class Cover:
    """How a listing stands: `found` of `needed` petitioners; `offer` is the least widening that holds, if one does;
    `consented` says that every person of the case has consented to being recognisable, `is_true` that what is said
    of the case is its own value or a wider one, `may_hold` that it is short only for what was changed today.

    `found` is for the version that is published. No page, answer or refusal tells it of what is not: who tries names
    would learn from it who else petitions.
    """

    needed: int
    found: int
    offer: Covered | None
    consented: bool
    is_true: bool = True
    may_hold: bool = False

    @property
    def holds(self) -> bool:
        """Whether enough different petitioners are fitted."""
        return self.found >= self.needed


def told_by(work: Work, listing: Listing) -> Told:
    """What a listing says, or would say if it were published today. Its bands were reckoned when it was released: no
    later version reckons them anew, for the case has grown older since."""
    return Told(
        listing.case_class, listing.category, listing.place_town_id, listing.duration_band, listing.amount_band,
        listing.bands_as_of or work.today,
    )  # fmt: skip


def beside(work: Work, listing: Listing) -> Beside:
    """What stands beside a listing's texts, published or to be."""
    return beside_told(work, listing, told_by(work, listing))


def beside_told(work: Work, listing: Listing, told: Told) -> Beside:
    """What would stand beside them if the listing said `told`."""
    here = towns(work, [listing.jurisdiction_id])
    return Beside(told.category, {town.id: town.name_zh for town in here if town.id != told.place})


def register_of(work: Work, jurisdiction_id: str) -> Register:
    """Every case of the banner, listed or not. A page that only reads asks several times and reads it once."""
    if not is_read_only(work.session):
        return Register(_registered(work, jurisdiction_id))
    memo = ("register", jurisdiction_id)
    if memo not in work.memo:
        work.memo[memo] = Register(_registered(work, jurisdiction_id))
    register: Register = work.memo[memo]
    return register


def versions_of_case(session: Session, case_id: int) -> list[ListingVersion]:
    """All that was ever published of a case, oldest first: a reader may have kept every board."""
    return versions_of_cases(session, [case_id])[case_id]


def versions_of_cases(session: Session, case_ids: Collection[int]) -> dict[int, list[ListingVersion]]:
    """The same for many cases at once, by case."""
    found: dict[int, list[ListingVersion]] = {case_id: [] for case_id in case_ids}
    rows = session.execute(
        select(Listing.case_id, ListingVersion)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .where(Listing.case_id.in_(case_ids))
        .order_by(ListingVersion.id)
    )
    for case_id, version in rows:
        found[case_id].append(version)
    return found


def cover_of(work: Work, listing: Listing) -> Cover:
    """How many petitioners the listing fits as it stands, all its versions together; a draft as if published today."""
    register = register_of(work, listing.jurisdiction_id)
    needed = setting(work, SETTING, listing.jurisdiction_id)
    before = [version.told for version in versions_of_case(work.session, listing.case_id)]
    told = told_by(work, listing)
    found = register.covered([*before, told], listing.case_id)
    offer = None if found >= needed else register.first_covering(widenings(told), before, needed, listing.case_id)
    is_true = fits(register_row(listing.case), told)
    may_hold = found < needed <= register.covered_at_most([*before, told], listing.case_id)
    return Cover(needed, found, offer, everyone_consents(work.session, listing.case_id), is_true, may_hold)


def is_taken_back(listing: HasText) -> bool:
    """Whether its last version says that nothing of it is public any longer: then what was asked about it is not."""
    return (listing.title, listing.body) == (TAKEN_DOWN_TITLE, TAKEN_DOWN_BODY)


def taken_back() -> ColumnElement[bool]:
    """The same, asked of the database."""
    return and_(Listing.title == TAKEN_DOWN_TITLE, Listing.body == TAKEN_DOWN_BODY)


def register_row(case: PetitionCase) -> Registered:
    """One case as the register has it, whoever its petitioners are."""
    return Registered(
        case.id, case.case_class, case.category, case.place_town_id, case.arose_on, case.amount_in_dispute_fen,
        frozenset(),
    )  # fmt: skip


def everyone_consents(session: Session, case_id: int) -> bool:
    """Whether every natural person of the case has given separate consent to being recognisable (PIPL 25)."""
    people = set(
        session.scalars(
            select(Party.id).where(
                Party.case_id == case_id, Party.removed_at.is_(None), Party.kind == PartyKind.PERSON.value
            )
        )
    )
    said = {row.party_id: row.answer for row in consents_of(session, case_id) if row.kind == "publication"}
    return bool(people) and all(said.get(party_id) == ConsentAnswer.GIVEN for party_id in people)


def rests_on_consent(work: Work, jurisdiction_id: str, case_id: int) -> bool:
    """Whether what was published of a case fits too few petitioners, so that separate consent alone carries it."""
    versions = versions_of_case(work.session, case_id)
    if not versions:
        return False
    found = register_of(work, jurisdiction_id).covered([version.told for version in versions], case_id)
    return found < int(setting(work, SETTING, jurisdiction_id))


def consents_of(session: Session, case_id: int) -> Sequence[PartyConsent]:
    """What the parties have said, oldest first, so that the last of a party and kind is what counts."""
    return session.scalars(
        select(PartyConsent)
        .join(Party, Party.id == PartyConsent.party_id)
        .where(Party.case_id == case_id, Party.removed_at.is_(None))
        .order_by(PartyConsent.id)
    ).all()


def last_assessment(session: Session, listing_id: int) -> ImpactAssessment | None:
    """What was assessed when the listing was submitted last."""
    rows = select(ImpactAssessment).where(ImpactAssessment.listing_id == listing_id)
    return session.scalar(rows.order_by(ImpactAssessment.id.desc()).limit(1))


def short_listings(work: Work, jurisdictions: frozenset[str], limit: int) -> list[Listing]:
    """Public listings that fit too few petitioners at their last count, the longest short first."""
    return list(
        work.session.scalars(
            select(Listing)
            .join(ListingCover, ListingCover.listing_id == Listing.id)
            .where(
                ListingCover.jurisdiction_id.in_(jurisdictions),
                ListingCover.short_since.is_not(None),
                Listing.ended_at.is_(None),
            )
            .order_by(ListingCover.short_since, Listing.id)
            .limit(limit)
        )
    )


def _registered(work: Work, jurisdiction_id: str) -> Iterable[Registered]:
    session, midnight = work.session, datetime.combine(work.today, time.min, SHANGHAI)
    changed = set(session.scalars(_petitioners_changed(jurisdiction_id, midnight)))
    marks: dict[int, set[Hashable]] = {}
    for case_id, purpose, digest in _petitioners_marks(session, jurisdiction_id):
        marks.setdefault(case_id, set()).add((purpose, digest))
    cases = session.execute(
        select(
            PetitionCase.id, PetitionCase.case_class, PetitionCase.category, PetitionCase.place_town_id,
            PetitionCase.arose_on, PetitionCase.amount_in_dispute_fen, PetitionCase.dispute_id,
            PetitionCase.registered_at >= midnight,
        ).where(
            PetitionCase.jurisdiction_id == jurisdiction_id,
            PetitionCase.close_code.is_distinct_from(CloseCode.BY_MISTAKE.value),
        )
    )  # fmt: skip
    for case_id, case_class, category, town_id, arose_on, amount_fen, dispute_id, is_new in cases:
        if case_id in marks:
            known_by = frozenset({*marks[case_id], ("dispute", dispute_id)})
            is_changed = case_id in changed
            yield Registered(case_id, case_class, category, town_id, arose_on, amount_fen, known_by, is_new, is_changed)


def _petitioners_changed(jurisdiction_id: str, since: datetime) -> Select[int]:
    """The cases whose petitioners were added, removed, or corrected in what they are told apart by; who became or
    ceased to be one is among them. The record says it, which nobody changes."""
    corrected = RecordEvent.payload["columns"]
    return (
        select(Party.case_id)
        .join(RecordEvent, (RecordEvent.subject_type == Party.__tablename__) & (RecordEvent.subject_id == Party.id))
        .where(
            Party.jurisdiction_id == jurisdiction_id,
            RecordEvent.happened_at >= since,
            RecordEvent.name.in_(["party.added", "party.corrected", "party.removed"]),
            or_(
                corrected.has_key("role"),
                and_(
                    Party.role == PartyRole.PETITIONER.value,
                    or_(RecordEvent.name != "party.corrected", corrected.has_any(array(TOLD_APART_BY))),
                ),
            ),
        )
    )


def _petitioners_marks(session: Session, jurisdiction_id: str) -> Sequence[Row[int, str, bytes]]:
    return session.execute(
        select(Party.case_id, VaultIndex.purpose, VaultIndex.digest)
        .join(VaultIndex, (VaultIndex.table_name == Party.__tablename__) & (VaultIndex.row_id == Party.id))
        .where(
            Party.jurisdiction_id == jurisdiction_id,
            Party.role == PartyRole.PETITIONER.value,
            Party.removed_at.is_(None),
        )
    ).all()
