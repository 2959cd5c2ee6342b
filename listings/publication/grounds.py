"""Everything a listing rests on, gathered after the locks are held, for the guards to judge."""

from dataclasses import dataclass

from listings.reidentification.queries import Cover
from listings.reidentification.telling import Telling


@dataclass(frozen=True)
class Grounds:
    """`case_class` is the class that the case has now, or None when its dates have changed since.

    `cover` and what the text tells are about a listing, and not known before there is one.
    """

    gate_unanswered: list[str]
    gate_bars: list[str]
    petitioners_without_consent: int
    a_party_refuses: bool
    case_class: str | None
    cover: Cover | None = None
    told: tuple[Telling, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands in the way."""
        return not (
            self.gate_unanswered
            or self.gate_bars
            or self.petitioners_without_consent
            or self.a_party_refuses
            or self.case_class is None
            or self.told
            or (self.cover is not None and not (self.cover.is_true and (self.cover.holds or self.cover.consented)))
        )
