"""What 巴特尔 writes is one text with one hash, and says by its field what cannot stand in an agreement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.drafting.content import (
    Content,
    NamedParty,
    Term,
    content_from,
    content_hash,
    faults,
    from_json,
    named,
    to_json,
    unnamed,
)
from agreements.drafting.documents import term_shown

TODAY = date(2026, 11, 20)
PARTIES = {"tuya", "sun"}


def a_text(**changes):
    return content_from(
        {
            "facts": "两家草场界线多年不清。",
            "issues": "界线与补偿。",
            "responsibility": "被申请人承担主要责任。",
            "terms": [
                {"who": "sun", "what": "补偿。", "amount_fen": 1_200_000, "by": date(2026, 12, 31), "how": "转账"}
            ],
            "manner": "一次性支付",
            "time_limit": "年底前",
            "copies": 3,
        }
        | changes
    )


def codes(content):
    return [(fault.code, fault.form_field) for fault in faults(content, PARTIES, TODAY)]


def test_a_sound_text_has_no_fault():
    assert codes(a_text()) == []
    assert codes(a_text(terms=[{"who": "every", "what": "以图纸为界。", "by": TODAY}])) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"terms": []}, [("terms_missing", "terms")]),
        ({"terms": [{"who": "stranger", "what": "x"}]}, [("term_of_a_stranger", "terms")]),
        ({"terms": [{"who": "sun", "what": "x", "by": date(2026, 11, 19)}]}, [("term_day_past", "terms")]),
        ({"copies": 2}, [("copies_too_few", "copies")]),
    ],
)
def test_each_fault_names_its_field(changes, found):
    assert codes(a_text(**changes)) == found


def test_a_text_reads_back_and_has_one_hash():
    content = named(a_text(), [NamedParty("tuya", "petitioner", "person", "图雅", phone="139")])
    again = from_json(to_json(content))
    assert again == content
    assert content_hash(to_json(again)) == content_hash(to_json(content))
    assert content.total_fen == 1_200_000


def test_every_change_is_another_hash_and_a_guess_cannot_be_tested():
    one = a_text()
    assert content_hash(to_json(one)) != content_hash(to_json(a_text()))  # another salt
    assert unnamed(one).salt != one.salt
    assert unnamed(named(one, [NamedParty("tuya", "petitioner", "person", "图雅")])).parties == ()


TERMS = st.builds(
    Term,
    who=st.text(max_size=16),
    what=st.text(max_size=40),
    amount_fen=st.none() | st.integers(1, 2**53 - 1),
    by=st.none() | st.dates(),
    how=st.text(max_size=20),
)


@given(st.lists(TERMS, max_size=4), st.text(max_size=60), st.integers(2, 50))
def test_whatever_is_written_reads_back(terms, facts, copies):
    content = Content(facts, "", "", tuple(terms), "", "", copies)
    assert from_json(to_json(content)) == content


def test_a_clause_says_who_does_what_how():
    parties = [NamedParty("sun", "respondent", "person", "孙立军")]
    shown = term_shown(a_text().terms[0], parties, "zh")
    assert shown["text"] == "孙立军：补偿。方式：转账。"
    assert (shown["amount"]["figures"], shown["due_on"]) == ("¥12,000.00", date(2026, 12, 31))
    unstopped = term_shown(Term(who="sun", what="重立围栏", how="共同到场"), parties, "zh")
    assert unstopped["text"] == "孙立军：重立围栏。方式：共同到场。"
    everyone = term_shown(Term(who="every", what="Keep to the fence."), parties, "en")
    assert everyone == {"text": "Every party: Keep to the fence.", "amount": None, "due_on": None}
