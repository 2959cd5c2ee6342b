"""The evaluation sets are what they say, were not changed, and share no whole name with the pipeline's lexicons."""

import hashlib
import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from stdnum import luhn
from stdnum.cn import ric, uscc

from benchmarks.anonymisation import make, words
from listings.anonymisation.spelling import plain

SINGLE = {plain(name) for name in words.MONGOL_SINGLE + words.MONGOL_SINGLE_BY_HAND}
SINGLE_OF_BOTH = SINGLE | {
    plain(name) for name in (make.HERE / "second_hand_singles.txt").read_text("utf-8").splitlines()
}
ROOT = Path(__file__).parents[2]
PARTS_OF_NAMES = "mongolian_"  # how the names of such lexicons begin
LEXICONS = ROOT / "listings" / "anonymisation" / "lexicons"
SHA_256 = {
    "by_hand.jsonl": "3182ef609ac895c952372f2f2cf25b8b60e0b1db3c56e5c17385da10466023c3",
    "templates.jsonl": "11da2df3201b60cdea4911f2924eb5f8909b730e00d2ec74a5e8aec56856205e",
    "second_hand.jsonl": "9d2c44f57901a9367237c7947ade712f83b7b5c6f75f9d66fdfccfb7d7bfb5e7",
}
PERSONS = {"person_han", "person_mongolian"}
STRUCTURED = {
    "id_number", "phone", "bank_card", "plate", "mail", "wechat", "credit_code", "court_number", "petition_number",
    "date", "amount", "address",
}  # fmt: skip
NEVER_MASKED = {"public_body", "keep"}
TYPES = PERSONS | STRUCTURED | NEVER_MASKED | {"organisation", "arguable"}


def read(name):
    return [json.loads(line) for line in (make.DATA / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def paragraphs():
    return read("by_hand.jsonl") + read("templates.jsonl")


@pytest.fixture(scope="module")
def second():
    return read("second_hand.jsonl")


@pytest.fixture(scope="module")
def both(paragraphs, second):
    return paragraphs + second


@pytest.fixture(scope="module")
def spans(paragraphs):
    return [span for paragraph in paragraphs for span in paragraph["spans"]]


@pytest.fixture(scope="module")
def spans_of_both(both):
    return [span for paragraph in both for span in paragraph["spans"]]


def whole_names(spans, kind):
    return {plain(span["canonical"]) for span in spans if span["type"] == kind and "canonical" in span}


def characters(span):
    return "".join(c for c in unicodedata.normalize("NFKC", span["text"]).upper() if c.isalnum())


@pytest.mark.parametrize("name", SHA_256)
def test_the_files_are_those_that_were_made_once(name):
    content = (make.DATA / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA_256[name]
    assert SHA_256[name] in (make.HERE / "README.md").read_text("utf-8")


def test_the_maker_makes_the_same_files_again():
    assert {name: hashlib.sha256(content).hexdigest() for name, content in make.files().items()} == SHA_256


def test_there_are_enough_paragraphs_of_both_origins(paragraphs):
    templates = [one for one in paragraphs if one["template"]]
    assert len(templates) >= 300
    assert len({one["template"] for one in templates}) >= 60
    assert len(paragraphs) - len(templates) >= 100
    assert all(80 <= len(one["text"]) <= 400 for one in templates)
    assert len({one["text"] for one in paragraphs}) == len({one["id"] for one in paragraphs}) == len(paragraphs)


def test_there_are_enough_values_of_every_type(spans):
    counts = Counter(span["type"] for span in spans)
    assert sum(counts[kind] for kind in STRUCTURED) >= 3000
    assert min(counts[kind] for kind in TYPES - {"arguable"}) >= 50
    for kind in PERSONS:
        assert len(whole_names(spans, kind) - SINGLE) >= 1000


def test_the_second_set_is_large_enough_and_no_text_of_it_stands_in_the_first(paragraphs, second):
    assert len(second) >= 150
    assert all(80 <= len(one["text"]) <= 350 and one["template"] is None for one in second)
    both = paragraphs + second
    assert len({one["text"] for one in both}) == len({one["id"] for one in both}) == len(both)
    counts = Counter(span["type"] for one in second for span in one["spans"])
    assert min(counts[kind] for kind in TYPES - {"arguable"}) >= 30
    assert min(counts[kind] for kind in PERSONS | {"date", "amount"}) >= 200
    assert min(counts["address"], counts["organisation"]) >= 100


def test_every_span_is_of_a_known_type_and_stands_where_it_says(both):
    for paragraph in both:
        end = 0
        for span in paragraph["spans"]:
            assert span["type"] in TYPES
            assert paragraph["text"][span["start"] : span["end"]] == span["text"] != ""
            assert span["start"] >= end, "spans overlap"
            end = span["end"]


def test_every_variant_spells_a_value_that_the_case_knows(both):
    for paragraph in both:
        known = {value["key"]: value for value in paragraph["own_case"]}
        spelled = [span for span in paragraph["spans"] if "own" in span]
        assert {span["own"] for span in spelled} == set(known)
        for span in spelled:
            assert (span["type"], span["canonical"]) == (known[span["own"]]["type"], known[span["own"]]["text"])


def test_numbers_with_a_check_digit_have_the_right_one(spans_of_both):
    for span in spans_of_both:
        match span["type"]:
            case "id_number":
                ric.get_birth_date(characters(span))
                assert ric.calc_check_digit(characters(span)) == characters(span)[-1]
            case "bank_card":
                assert luhn.is_valid(characters(span))
            case "credit_code":
                assert uscc.is_valid(characters(span))


def test_what_looks_private_and_is_not_stands_in_the_set(paragraphs):
    text = "".join(paragraph["text"] for paragraph in paragraphs)
    everyday = words.words("高度 马上 白天 金额 那么 王府 温度 高速")
    local = words.words("嘎查 苏木 敖包 那达慕 鄂托克前旗 城川镇 亩 只 号文件 第三十四条 《")
    missing = [word for word in everyday + local if text.count(word) < 3]
    assert missing == []


def test_no_whole_name_stands_in_a_lexicon_of_the_pipeline(spans_of_both):
    """A name of one part may stand in a list of Mongolian name parts, nowhere else; all others in no lexicon at all.

    Entries are whole lines: the columns of mongolian_letters.txt say how a case's own names are written in other
    scripts, and no name in a text is found by them.
    """
    names = whole_names(spans_of_both, "person_han") | whole_names(spans_of_both, "person_mongolian")
    shared = {}
    for lexicon in LEXICONS.glob("*.txt"):
        entries = {plain(line) for line in lexicon.read_text("utf-8").splitlines() if not line.startswith("#")}
        shared[lexicon.name] = (names - SINGLE_OF_BOTH if lexicon.name.startswith(PARTS_OF_NAMES) else names) & entries
    assert not any(shared.values()), shared
