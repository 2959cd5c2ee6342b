"""Finding committees. The register is public knowledge; each banner's office keeps its own."""

from collections.abc import Sequence

from sqlalchemy import select

from market.actor import Role
from market.people.models import Jurisdiction
from market.refusals import Missing
from market.work import Work
from mediators.committees.models import Committee

KEEPERS = (Role.OFFICE_CLERK, Role.OFFICE_REVIEWER)


def committee_for(work: Work, ref: str) -> Committee:
    """A committee of a banner whose register the actor keeps. Raises Missing."""
    found = work.session.scalars(
        select(Committee).where(Committee.public_id == ref, Committee.jurisdiction_id.in_(work.actor.serves(*KEEPERS)))
    ).one_or_none()
    if found is None:
        raise Missing()
    return found


def kept_committees(work: Work) -> Sequence[Committee]:
    """The committees whose register the actor keeps, by name; a banner has some dozens at the most."""
    return work.session.scalars(
        select(Committee)
        .where(Committee.jurisdiction_id.in_(work.actor.serves(*KEEPERS)))
        .order_by(Committee.jurisdiction_id, Committee.name)
        .limit(500)
    ).all()


def open_committees(work: Work) -> Sequence[tuple[Committee, Jurisdiction]]:
    """The committees that take new mediators, with their banners."""
    rows = work.session.execute(
        select(Committee, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == Committee.jurisdiction_id)
        .where(Committee.closed_at.is_(None))
        .order_by(Jurisdiction.id, Committee.name)
        .limit(500)
    ).all()
    return [(committee, jurisdiction) for committee, jurisdiction in rows]


def open_committee(work: Work, ref: str) -> Committee | None:
    """An open committee by its public id."""
    return work.session.scalars(
        select(Committee).where(Committee.public_id == ref, Committee.closed_at.is_(None))
    ).one_or_none()
