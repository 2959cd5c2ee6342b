"""One figure is one line, so that two runs can be laid side by side."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`, beside `peer`: a limit, or something else measured in the same run, in the same unit."""

    name: str
    value: float
    unit: str
    peer: str
    peer_value: float

    @property
    def ratio(self) -> float:
        """Value over peer; infinite beside nought, and 1 for nought beside nought."""
        if self.peer_value == 0:
            return 1.0 if self.value == 0 else float("inf")
        return self.value / self.peer_value

    def line(self) -> str:
        """The figure as one line for people and for programs: two spaces or more part the columns."""
        beside = f"beside {self.peer}: {shown(self.peer_value)} {self.unit}"
        return f"{self.name:<24}  {shown(self.value):>9} {self.unit:<12}  {beside:<82}  ratio {self.ratio:.3f}"


def shown(value: float) -> str:
    """A number with as many decimals as mean something."""
    return f"{value:.0f}" if value == int(value) or value >= 1000 else f"{value:.2f}"


def middle(values: list[float]) -> float:
    """The median: one disturbed round does not move it."""
    return float(median(values))
