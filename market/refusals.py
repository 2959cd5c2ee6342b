"""A refusal is a code and facts; the sentence for it is chosen at the edge, in the reader's language.

Each floor keeps a table SENTENCES (code -> English sentence with %(fact)s) and a table
CONSTRAINTS (name of a database constraint -> code), so that what PostgreSQL refuses reads as kindly
as what the code refuses.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self


class Refused(Exception):
    """Something may not be done now. `code` names the reason, `facts` fill its sentence."""

    status = 409

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.leaves: Callable[[Any], None] | None = None
        self.others: tuple[Refused, ...] = ()

    def beside(self, others: Iterable["Refused"]) -> Self:
        """`others` would be refused next, once this is mended: whoever is refused reads all of them at once."""
        self.others = tuple(others)
        return self

    def leaving(self, trace: Callable[[Any], None]) -> Self:
        """`trace(work)` is written all the same: the edge runs it in a transaction of its own after the rollback, so
        that an attempt is counted although nothing came of it."""
        self.leaves = trace
        return self


class Missing(Refused):
    """Nothing the actor may see stands at this address; the same answer for none and for not yours."""

    status = 404

    def __init__(self, code: str = "nothing_here", **facts: Any) -> None:
        super().__init__(code, **facts)


class Forbidden(Refused):
    """The actor may see the thing but may not do this to it."""

    status = 403

    def __init__(self, code: str = "not_permitted", **facts: Any) -> None:
        super().__init__(code, **facts)


class Invalid(Refused):
    """A value cannot be taken; `field` names the form field it concerns, or is None."""

    status = 422

    def __init__(self, code: str, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(code, **facts)
        self.field = field


class TooMany(Refused):
    """It has been tried too often; the same may pass later."""

    status = 429


class NotNow(Refused):
    """Something that the work needs does not answer; the same may pass later, and a job tries it again."""

    status = 503


class WrongState(Refused):
    """The step does not start from the state the subject is in; `state` says the present one."""

    def __init__(self, *, step: str, state: str, state_label: str) -> None:
        super().__init__("wrong_state", step=step, state=state, state_label=state_label)


class Wording:
    """The sentences of all floors, merged once by the roof."""

    def __init__(self) -> None:
        self.sentences: dict[str, str] = {}
        self.constraints: dict[str, str] = {}

    def add(self, sentences: Mapping[str, str], constraints: Mapping[str, str]) -> None:
        """Take a floor's two tables. A code given twice, or a constraint without a sentence, is refused."""
        twice = self.sentences.keys() & sentences.keys()
        if twice:
            raise ValueError(f"sentences given twice: {sorted(twice)}")
        self.sentences.update(sentences)
        self.constraints.update(constraints)
        unworded = sorted(code for code in constraints.values() if code not in self.sentences)
        if unworded:
            raise ValueError(f"constraints whose refusal has no sentence: {unworded}")

    def clear(self) -> None:
        """Forget everything; the roof merges anew for each application it makes."""
        self.sentences.clear()
        self.constraints.clear()

    def of(self, code: str) -> str:
        """The English sentence for a code; an unworded code is a defect and says so by its name."""
        return self.sentences[code]


WORDING = Wording()
