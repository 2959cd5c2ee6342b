"""How a recogniser reports what it found."""

from listings.anonymisation.spans import CERTAIN, Hit, HitKind, Origin


def found(start: int, end: int, kind: HitKind, why: str, confidence: float = CERTAIN) -> Hit:
    """A hit of a recogniser that goes by form."""
    return Hit(start, end, kind, confidence, Origin.RECOGNISER, why)


def seems(start: int, end: int, why: str, confidence: float) -> Hit:
    """A person's name, by the look of it."""
    return Hit(start, end, HitKind.PERSON, confidence, Origin.NAMES, why)
