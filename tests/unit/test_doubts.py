"""王建国 reads what still looks like a name once, with its count; what is likely no name comes last."""

from listings.anonymisation.doubts import AROUND, doubts
from listings.anonymisation.find_groups import ALWAYS, EVERYDAY, FIGURES, NAMES, in_groups
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.review import Decisions, review

SURINA = Owner("party:1", "petitioner", minority_name=True)
WITNESSES = ("刘永强", "陈玉梅", "杨志刚", "赵春花", "黄国庆", "孙秀英", "周建平")
TEXT = "证人刘永强和刘永强的儿子都在场，协调有关部门后仍未落实，平安饭店老板和刘 永 强知道经过。"


def test_each_spelling_is_told_once_with_its_count_and_where_it_stands():
    found = {doubt.words: doubt for doubt in doubts(TEXT)}
    told = found["刘永强"]
    assert told.times == 3
    assert told.before == "证人"
    assert told.after == "和刘永强的儿子都在场，协调有"
    assert len(told.after) == AROUND
    assert "刘 永 强" not in found
    assert all(doubt.why for doubt in found.values())


def test_what_cuts_an_everyday_word_in_two_comes_last():
    told = doubts(TEXT)
    assert [doubt.words for doubt in told if doubt.is_everyday] == ["关部门"]
    assert told[-1].words == "关部门"
    assert not told[0].is_everyday


def test_what_has_been_masked_is_no_name_any_longer():
    assert doubts("王某甲与某矿业公司协商，申请人甲和高某在场。") == []


def test_one_line_breaks_no_place_and_an_empty_text_tells_nothing():
    (told,) = (doubt for doubt in doubts("经过如下：\n\n证人刘永强\n在场。") if doubt.words == "刘永强")
    assert "\n" not in told.before + told.after
    assert doubts("") == []


def test_a_part_of_the_leaders_name_is_told_of_somebody_and_not_of_a_party():
    leader, party = PrivateValue(Kind.NAME, "王建国"), PrivateValue(Kind.NAME, "高建国", SURINA)
    for value, why in ((leader, "somebody of this case"), (party, "a party to this case")):
        known = CaseKnowledge((value,))
        told = next(one for one in doubts("大家出建国门去谈。", known) if one.words == "建国")
        assert why in told.why
        [find] = [
            one for one in review(f"由{value.text}负责协调。", known, Decisions()).finds if one.text == value.text
        ]
        assert why in find.why


def test_the_clerk_decides_on_names_first_and_needs_not_read_what_is_always_masked():
    """苏日娜's review: her own name is folded away, the witness stands first, the cut word after the figures."""
    narrative = "苏日娜反映：证人刘永强2019年3月14日在场，苏日娜协调有关部门后仍未落实。"
    known = CaseKnowledge((PrivateValue(Kind.NAME, "苏日娜", SURINA),))
    groups = {group.label: group for group in in_groups(review(narrative, known, Decisions()))}
    assert list(groups) == [NAMES, FIGURES, EVERYDAY, ALWAYS]
    words = {label: [find.text for find in group.finds] for label, group in groups.items()}
    assert words[NAMES] == ["刘永强"]
    assert words[FIGURES] == ["2019年3月14日"]
    assert words[EVERYDAY] == ["关部门"]
    assert words[ALWAYS] == ["苏日娜"]
    assert [find.times for find in groups[ALWAYS].finds] == [2]
    assert [group.is_folded for group in groups.values()] == [False, False, False, True]


def test_many_finds_of_a_kind_are_folded_until_one_of_them_is_left_in():
    """So a phone can scroll the page: six are shown at once, seven are not, and what was left in is seen again."""
    few, many = ("；".join(f"证人{one}在场" for one in WITNESSES[:count]) for count in (6, 7))
    for text, is_open in ((few, True), (many, False)):
        [group] = in_groups(review(text, CaseKnowledge(()), Decisions()))
        assert (group.label, len(group.finds), group.is_open(())) == (NAMES, 6 if is_open else 7, is_open)
        assert group.is_open([group.finds[-1].key])
    gao = PrivateValue(Kind.NAME, "高志强", Owner("party:1", "petitioner"))
    [always] = in_groups(review("高志强来了。", CaseKnowledge((gao,)), Decisions()))
    assert not always.is_open([always.finds[0].key])


def test_a_partys_own_surname_is_never_put_among_everyday_words():
    """老高 stands in the dictionary; in the case of 高志强 it is he."""
    gao = PrivateValue(Kind.NAME, "高志强", Owner("party:1", "petitioner"))
    groups = in_groups(review("老高动手打人，有关部门来人。", CaseKnowledge((gao,)), Decisions()))
    assert not [find.text for group in groups if group.label == EVERYDAY for find in group.finds if "高" in find.text]


def test_who_has_the_case_open_is_told_what_may_mean_its_own_people() -> None:
    """A part of a Mongolian name in other letters, a given name, a surname alone: nothing that the gate refuses."""
    text = "Bayar说没有移，姓高的一家和建国在场，外号铁锤的人也来了。"
    known = CaseKnowledge(
        (
            PrivateValue(Kind.NAME, "额尔敦巴雅尔", Owner("party:1", "petitioner", minority_name=True)),
            PrivateValue(Kind.NAME, "高建国", Owner("party:2", "respondent")),
        )
    )
    assert {"Bayar", "姓高的"} <= {doubt.words for doubt in doubts(text, known)}
    closed = {doubt.words for doubt in doubts(text)}
    assert not {"Bayar", "姓高的"} & closed
    assert any("铁锤" in words for words in closed), "what neighbours know somebody by is told to everybody"
