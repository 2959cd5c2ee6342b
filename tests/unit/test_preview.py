"""What changes in a text is marked by whole words, nothing of either text is lost, and a hostile text costs no more."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.publication.models import BODY_LIMIT
from listings.reidentification.category_words import without_category_words
from listings.reidentification.places import without_towns
from listings.reidentification.preview import by_lines, compared


def joined(pieces):
    return "".join(words for words, _ in pieces)


def test_what_changes_is_marked_by_whole_words():
    both = compared("两家因草场发生争议，少发了工资。", "两家因场地发生争议，少发了款项。")
    assert [words for words, changes in both.now if changes] == ["草场", "工资"]
    assert [words for words, changes in both.then if changes] == ["场地", "款项"]


def test_the_same_text_is_not_marked():
    assert not any(changes for _, changes in compared("两家，争议。", "两家，争议。").now)


def test_a_town_that_a_line_breaks_in_two_is_shown_too():
    now = "在城\n川镇面谈。\n另一行"
    then = without_towns(now, ["城川镇"])
    shown = by_lines(now, then)
    assert "\n".join(joined(one.then) for one in shown) == then
    assert [joined(one.then) for one in by_lines("甲\n\n乙", "甲\n\n丙")] == ["甲", "丙"]


@given(st.text("草场工资和、的放牧，。 \n某12", max_size=80))
def test_nothing_of_either_text_is_lost(text):
    wider = without_category_words(text, None)
    both = compared(text, wider)
    assert (joined(both.now), joined(both.then)) == (text, wider)


@pytest.mark.parametrize("unit", ["在草场，", "草场甲乙工资，", "的草场甲", "草", "，"])
def test_a_hostile_text_is_compared_at_once(unit):
    text = (unit * BODY_LIMIT)[:BODY_LIMIT]
    wider = text.replace("草场", "场地")
    began = time.perf_counter()
    assert joined(compared(text, wider).then) == wider
    assert time.perf_counter() - began < 3
