"""What a reader types becomes words; a stable link says the view and nothing that goes without saying."""

import pytest

from listings.anonymisation import segmenting
from listings.board.cards import SUMMARY_LENGTH, excerpt
from listings.board.filter import UNSTATED, BoardFilter
from listings.board.words import as_tsquery, folded, marked, words_of
from listings.dictionary import dictionary
from market.web.values import BadValue


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "草牧场边界纠纷",
            ("草牧场", "边界", "纠纷"),
        ),  # cut by the dictionary, what stands alone joined to its neighbour
        ("拖欠的农民工工资", ("拖欠", "农民工", "工资")),
        ("嘎查征地", ("嘎查", "征地")),  # a word that the dictionary does not know stays whole
        ("草场，工资", ("草场", "工资")),
        ("草场 草场", ("草场",)),
        ("“草场边界”", ("草场边界",)),
        ('"ＡＢ ｃ" ２０１９', ("ab c", "2019")),
        ("Ө", ("ө",)),
        ("的 了 在", ()),
        ('%_\' & | !:*\\ ""', ()),
        ("   ", ()),
    ],
)
def test_a_question_is_cut_into_words(typed: str, words: tuple[str, ...]) -> None:
    assert words_of(typed) == words


@pytest.mark.parametrize("typed", ["草" * 61, "草" * 10_000, "草\u0007场", "a b c d e f g h i j k l m", "\u202e草场"])
def test_what_cannot_be_looked_for_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(BadValue):
        words_of(typed)


def test_the_words_of_tsquery_itself_are_only_words() -> None:
    assert as_tsquery(("草场边界", "羊")) == "'草场' & '场边' & '边界' & '羊':*"
    assert as_tsquery(("a'b\\c|d",)) == "'a':* & 'b':* & 'c':* & 'd':*"
    assert as_tsquery(()) == ""


def test_what_was_looked_for_is_marked_in_any_width_and_nothing_is_lost() -> None:
    title = "ＡＢ草场<b>与ab"
    pieces = marked(title, ("ab", "草场"))
    assert pieces == [("ＡＢ草场", True), ("<b>与", False), ("ab", True)]
    assert "".join(piece for piece, _ in pieces) == title
    assert marked("㍿ab", (folded("㍿"),))[0] == ("㍿", True)  # one sign that folds into four characters
    assert marked(title, ()) == [(title, False)]


def test_the_excerpt_begins_near_the_first_word_found() -> None:
    body = "前" * 200 + "水井" + "后" * 200
    shown = excerpt(body, ("水井",))
    assert shown.startswith("…")
    assert shown.index("水井") < 30
    assert len(shown) <= SUMMARY_LENGTH + 2
    assert excerpt("短\n文", ()) == "短 文"


def test_a_view_has_one_link_in_one_order_without_what_goes_without_saying() -> None:
    assert BoardFilter().query() == {}
    view = BoardFilter(sort="reward", q="草场", status="", category="land", duration=UNSTATED)
    assert list(view.query().items()) == [
        ("q", "草场"), ("status", ""), ("category", "land"), ("duration", "unstated"), ("sort", "reward"),
    ]  # fmt: skip
    assert BoardFilter(**view.query()) == view


def test_board_and_redaction_hold_one_dictionary() -> None:
    assert segmenting._loaded()[1].tokenizer is dictionary()
    assert dictionary() is dictionary()
