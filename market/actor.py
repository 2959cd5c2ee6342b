"""Who acts: a person through an account, the system itself, or a visitor. Rules compare persons, not accounts."""

from dataclasses import dataclass
from enum import StrEnum

from market.text import N_


class Role(StrEnum):
    """The offices a person can be appointed to. Mediators are not appointed: they are vetted."""

    OFFICE_CLERK = "office_clerk"
    OFFICE_REVIEWER = "office_reviewer"
    FINANCE_PREPARER = "finance_preparer"
    FINANCE_APPROVER = "finance_approver"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


OFFICE = (Role.OFFICE_CLERK, Role.OFFICE_REVIEWER)  # who serves the joint-conference office itself
ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)  # none of them reads case content

ROLE_LABELS = {
    Role.OFFICE_CLERK: N_("Office clerk"),
    Role.OFFICE_REVIEWER: N_("Office reviewer"),
    Role.FINANCE_PREPARER: N_("Finance preparer"),
    Role.FINANCE_APPROVER: N_("Finance approver"),
    Role.AUDITOR: N_("Auditor"),
    Role.SYSTEM_ADMIN: N_("System administrator"),
    Role.SECURITY_ADMIN: N_("Security administrator"),
    Role.AUDIT_ADMIN: N_("Audit administrator"),
}


class ActorKind(StrEnum):
    """What stands in the record as the one who acted."""

    PERSON = "person"
    VISITOR = "visitor"
    SOFTWARE = "software"


@dataclass(frozen=True)
class Held:
    """An appointment in force: a role in one jurisdiction."""

    role: Role
    jurisdiction_id: str


@dataclass(frozen=True)
class Actor:
    """Whoever stands behind a request, a job or a command."""

    display_name: str
    person_id: int | None = None
    account_id: int | None = None
    appointments: tuple[Held, ...] = ()
    is_system: bool = False

    @property
    def is_visitor(self) -> bool:
        return self.person_id is None and not self.is_system

    @property
    def kind(self) -> ActorKind:
        """A person who signed in, a visitor, or the software by itself."""
        if self.person_id is not None:
            return ActorKind.PERSON
        return ActorKind.SOFTWARE if self.is_system else ActorKind.VISITOR

    @property
    def jurisdictions(self) -> frozenset[str]:
        """Division codes in which this person holds any office."""
        return frozenset(held.jurisdiction_id for held in self.appointments)

    def holds(self, role: Role, jurisdiction_id: str | None = None) -> bool:
        """Whether the role is held in that jurisdiction, or in any when none is named."""
        return any(held.role is role and jurisdiction_id in (None, held.jurisdiction_id) for held in self.appointments)

    def serves(self, *roles: Role) -> frozenset[str]:
        """The jurisdictions in which one of these roles is held."""
        return frozenset(held.jurisdiction_id for held in self.appointments if held.role in roles)


SYSTEM_ACTOR = Actor(display_name="system", is_system=True)
VISITOR = Actor(display_name="visitor")
