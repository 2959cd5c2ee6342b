"""Person, Account and Appointment are three things: who someone is, how they sign in, what they may do.

Jurisdiction (the division code) stands on every appointment; a role is proposed by one person and
confirmed by another, which the database says again.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.actor import Role
from market.database import Base, identity, length_check, public_identity, state_check


class Jurisdiction(Base):
    """A banner or county; its id is the division code, e.g. 150623."""

    __tablename__ = "jurisdiction"

    id: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    court_code: Mapped[str]

    @property
    def stream(self) -> str:
        return f"office:{self.id}"


class DepartmentKind(StrEnum):
    DEPARTMENT = "department"
    TOWN = "town"
    TASK_FORCE = "task_force"


class Department(Base):
    """A unit of the banner: department, town or standing task force."""

    __tablename__ = "department"
    __table_args__ = (
        state_check(DepartmentKind, "kind"),
        Index("uq_department_name", "jurisdiction_id", "name_zh", unique=True),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    kind: Mapped[str]
    name_zh: Mapped[str]


class Person(Base):
    """A natural person who works with the system. Parties of a case are not here: they stand in the vault."""

    __tablename__ = "person"
    __table_args__ = (length_check("display_name", 80),)

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    display_name: Mapped[str]
    mail: Mapped[str | None]
    created_at: Mapped[datetime]

    account: Mapped["Account | None"] = relationship(back_populates="person")
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="person", foreign_keys="Appointment.person_id", order_by="Appointment.id"
    )

    @property
    def stream(self) -> str:
        return f"person:{self.id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return []


class Account(Base):
    """How a person signs in. No password yet means invited and not yet accepted."""

    __tablename__ = "account"
    __table_args__ = (
        Index("uq_account_sign_in_name", text("lower(sign_in_name)"), unique=True),
        length_check("sign_in_name", 80),
        CheckConstraint(
            "sign_in_name = lower(sign_in_name) AND sign_in_name IS NFKC NORMALIZED AND sign_in_name !~ '[[:space:]]'",
            name="sign_in_name_in_one_spelling",
        ),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    sign_in_name: Mapped[str]
    password_hash: Mapped[str | None]
    is_demo: Mapped[bool] = mapped_column(server_default=text("false"))
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="account")

    @property
    def jurisdiction_id(self) -> str:
        return self.person.jurisdiction_id

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return []


class SignInSession(Base):
    """A session in force; its key is the SHA-256 of the secret that the cookie or the bearer token carries."""

    __tablename__ = "sign_in_session"
    __table_args__ = (Index("ix_sign_in_session_account", "account_id"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInThrottle(Base):
    """Failed sign-ins by name, known or unknown alike; the key is a hash, so no name is kept that is not one."""

    __tablename__ = "sign_in_throttle"

    name_hash: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_failure_at: Mapped[datetime]


class InvitationPurpose(StrEnum):
    INVITE = "invite"
    RESET = "reset"


class Invitation(Base):
    """A one-time link with which a person sets a password; only the hash of its secret is kept.

    A link that an administrator was shown is half of what it takes: the other half is a code that another gives.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        state_check(InvitationPurpose, "purpose"),
        CheckConstraint("(code_hash IS NULL) = (code_by_id IS NULL)", name="code_by_somebody"),
        CheckConstraint("code_by_id <> issued_by_id", name="halves_by_two"),
        CheckConstraint(
            "used_at IS NULL OR was_mailed OR issued_by_id IS NULL OR code_hash IS NOT NULL",
            name="used_with_both_halves",
        ),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    purpose: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: the bootstrap
    was_mailed: Mapped[bool] = mapped_column(server_default=text("false"))
    code_hash: Mapped[str | None]
    code_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    @property
    def needs_code(self) -> bool:
        """Whether an administrator has seen the link, so that it takes another one's code too."""
        return not self.was_mailed and self.issued_by_id is not None


class AppointmentState(StrEnum):
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    ENDED = "ended"


class Appointment(Base):
    """A role of a person in a jurisdiction, from a day and perhaps until one (inclusive legal days)."""

    __tablename__ = "appointment"
    __table_args__ = (
        state_check(AppointmentState),
        state_check(Role, "role"),
        CheckConstraint("confirmed_by_id IS NULL OR confirmed_by_id <> proposed_by_id", name="four_eyes"),
        CheckConstraint("confirmed_by_id IS NULL OR confirmed_by_id <> person_id", name="not_for_oneself"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="ends_after_it_starts"),
        CheckConstraint("status <> 'in_force' OR confirmed_at IS NOT NULL", name="in_force_is_confirmed"),
        CheckConstraint(
            "status <> 'in_force' OR proposed_by_id IS NULL OR confirmed_by_id IS NOT NULL", name="in_force_by_two"
        ),
        CheckConstraint(
            "(status = 'refused') = (refused_at IS NOT NULL) AND (status = 'refused') = (refused_by_id IS NOT NULL)",
            name="refused_is_stamped",
        ),
        CheckConstraint("refused_by_id <> proposed_by_id AND refused_by_id <> person_id", name="refused_by_another"),
        CheckConstraint("(status = 'ended') = (ended_at IS NOT NULL)", name="ended_at_an_instant"),
        length_check("reason", 2000),
        length_check("note", 2000),
        Index(
            "uq_appointment_one_open",
            "person_id", "role", "jurisdiction_id",
            unique=True,
            postgresql_where=text("status IN ('proposed', 'in_force')"),
        ),
    )  # fmt: skip

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    status: Mapped[str] = mapped_column(default=AppointmentState.PROPOSED.value)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")  # why it was refused or ended
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: the bootstrap
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    refused_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    refused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="appointments", foreign_keys=[person_id])

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"

    @property
    def then_ref(self) -> str:
        """Where its pages lead: to the person."""
        return self.person.public_id

    def lock_path(self) -> list[tuple[type, int]]:
        return [(Person, self.person_id)]
