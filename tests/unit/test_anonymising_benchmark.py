"""What the pipeline is told of a case when it is measured, and what it is measured beside."""

import pytest

from benchmarks.anonymisation import ours, peers
from benchmarks.anonymisation.reading import Known, Paragraph, Value
from benchmarks.anonymisation.scores import Found
from benchmarks.figures.anonymising import tally
from listings.anonymisation.known import Kind

KNOWN = (
    Known("person_han-1", "person_han", "王建国"),
    Known("person_mongolian-2", "person_mongolian", "斯琴高娃"),
    Known("organisation-1", "organisation", "昌茂草业有限公司"),
    Known("phone-2", "phone", "13812345678"),
    Known("credit_code-1", "credit_code", "91150623MA0N3X5A2B"),
    Known("address-1", "address", "黄海子村三组"),
    Known("petition_number-1", "petition_number", "鄂前信访〔2024〕0123号"),
    Known("bank_card-1", "bank_card", "6222020000000000000"),
)


@pytest.fixture
def told():
    return {value.text: value for value in ours.knowledge_of(Paragraph("", (), KNOWN)).values}


def test_the_pipeline_is_told_what_the_vault_has_a_place_for(told):
    assert set(told) == {one.text for one in KNOWN if one.type != "bank_card"} | {"黄海子村"}
    assert (told["黄海子村"].kind, told["黄海子村三组"].kind) == (Kind.VILLAGE, Kind.ADDRESS)


def test_numbers_belong_to_the_party_of_their_number(told):
    assert told["13812345678"].owner == told["斯琴高娃"].owner
    assert told["91150623MA0N3X5A2B"].owner == told["昌茂草业有限公司"].owner
    assert told["鄂前信访〔2024〕0123号"].owner is None


def test_it_is_told_who_is_a_person_and_whose_name_is_mongolian(told):
    assert (told["王建国"].owner.is_person, told["王建国"].owner.minority_name) == (True, False)
    assert told["斯琴高娃"].owner.minority_name
    assert not told["昌茂草业有限公司"].owner.is_person


def test_every_kind_that_the_pipeline_finds_is_one_that_is_counted(told):
    paragraph = Paragraph("王建国住黄海子村三组，电话13812345678。", (), KNOWN)
    found = {
        paragraph.text[hit.start : hit.end]: hit.kind for hit in ours.hits(paragraph, ours.knowledge_of(paragraph))
    }
    assert found == {"王建国": "person", "黄海子村三组": "address", "13812345678": "phone"}


def test_the_peers_tell_where_in_the_text_they_found_something():
    text = "张建国在北京工作，邮箱zhang.jianguo@caoyuan-mail.cn，电话13812345678。"
    assert Found(text.index("张"), text.index("在"), "person") in peers.lac()(text)
    assert {text[hit.start : hit.end] for hit in peers.presidio()(text) if hit.kind == "phone"} == {"13812345678"}


def test_a_finder_that_finds_nothing_scores_nothing():
    paragraph = Paragraph("王建国", (Value(0, 3, "person_han", "full"),))
    assert tally([paragraph], lambda _: []).recall("person_han") == 0
    assert tally([paragraph], lambda one: [Found(0, len(one.text), "person")]).recall("person_han") == 100
