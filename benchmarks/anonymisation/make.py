"""`python -m benchmarks.anonymisation.make`: writes the three data files. Same seed, same bytes.

The files are made once, the first two before the recognisers, and are not changed after:
tests/unit/test_evaluation_set.py holds their SHA-256. This program stays so that anybody can see how they came about.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random

from benchmarks.anonymisation.paragraphs import SLOT, Writer
from benchmarks.anonymisation.people import People
from benchmarks.anonymisation.places import Places

HERE = Path(__file__).parent
DATA = HERE / "data"
SEED = 20261126
SECOND_SEED = 20261127
ROUNDS = 13
BETWEEN = re.compile(r"^%%\n", re.MULTILINE)


def main() -> None:
    """Write by_hand.jsonl, templates.jsonl and second_hand.jsonl into data/ and tell their SHA-256."""
    DATA.mkdir(exist_ok=True)
    for name, content in files().items():
        (DATA / name).write_bytes(content)
        sys.stdout.write(f"{hashlib.sha256(content).hexdigest()}  {name}\n")


def files() -> dict[str, bytes]:
    """What stands in the data files, by their names."""
    by_hand = BETWEEN.split((HERE / "by_hand.txt").read_text("utf-8"))
    templates = BETWEEN.split((HERE / "templates.txt").read_text("utf-8"))
    draw = Random(SEED)
    people, places = People(draw, set(_literal_names(by_hand))), Places(draw)
    sources = {
        "by_hand.jsonl": [(f"hand-{number:03d}", None, text) for number, text in enumerate(by_hand, 1)],
        "templates.jsonl": [
            (f"template-{number:02d}-{turn:02d}", number, text)
            for turn in range(1, ROUNDS + 1)
            for number, text in enumerate(templates, 1)
        ],
    }
    return {
        file: "".join(
            _record(name, number, text, Writer(draw, people, places)) for name, number, text in paragraphs
        ).encode()
        for file, paragraphs in sources.items()
    } | {"second_hand.jsonl": _second_hand()}


def _second_hand() -> bytes:
    """The second set. Nothing of it is drawn together with the first, so neither can change the other."""
    texts = BETWEEN.split((HERE / "second_hand.txt").read_text("utf-8"))
    draw = Random(SECOND_SEED)
    people, places = People(draw, set(_literal_names(texts))), Places(draw)
    return "".join(
        _record(f"second-{number:03d}", None, text, Writer(draw, people, places))
        for number, text in enumerate(texts, 1)
    ).encode()


def _record(name: str, template: int | None, source: str, writer: Writer) -> str:
    writer.write(source)
    known = {span.own: (span.type, span.canonical) for span in writer.spans if span.own}
    own_case = [{"key": key, "type": kind, "text": text} for key, (kind, text) in known.items()]
    spans = [{key: value for key, value in asdict(span).items() if value is not None} for span in writer.spans]
    record = {"id": name, "template": template, "text": writer.text, "own_case": own_case, "spans": spans}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _literal_names(texts: list[str]) -> Iterator[str]:
    for text in texts:
        for code, _, _, _, _, literal in SLOT.findall(text):
            if code in ("h", "m") and literal:
                yield re.sub(r"[\s·]", "", literal)


if __name__ == "__main__":
    main()
