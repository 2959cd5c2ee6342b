"""Whose marks an agreement needs, and how a mark is made (People's Mediation Law 29)."""

from enum import StrEnum

from market.text import N_


class MarkKind(StrEnum):
    PARTY = "party"
    MEDIATOR = "mediator"
    COMMITTEE = "committee"


MARK_KIND_LABELS = {
    MarkKind.PARTY: N_("Party"),
    MarkKind.MEDIATOR: N_("Mediator"),
    MarkKind.COMMITTEE: N_("Committee's seal"),
}


class Manner(StrEnum):
    SIGNATURE = "signature"
    SEAL = "seal"
    FINGERPRINT = "fingerprint"


MANNER_LABELS = {
    Manner.SIGNATURE: N_("Signature"),
    Manner.SEAL: N_("Seal"),
    Manner.FINGERPRINT: N_("Fingerprint"),
}

# A party signs, seals or fingerprints; the mediator signs; the committee seals.
MANNERS = {
    MarkKind.PARTY: frozenset(Manner),
    MarkKind.MEDIATOR: frozenset({Manner.SIGNATURE}),
    MarkKind.COMMITTEE: frozenset({Manner.SEAL}),
}
