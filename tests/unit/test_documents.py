"""Mediator Narangerel (娜仁格日乐) prints the agreement of a pasture dispute: the paper says what the data says."""

import io
import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from market.documents import DocumentError, amount_words, render_pdf
from market.documents.glyphs import fonts_in, spelled_out
from market.documents.rendering import ROOT

FONTS = ROOT / "market" / "documents_fonts"
AGREEMENT = "agreements/documents/agreement.typ"
APPLICATION = "agreements/documents/confirmation_application.typ"
COMMITTEE = "鄂托克前旗昂素镇人民调解委员会"
PARTIES = [
    {
        "role": "petitioner",
        "kind": "person",
        "name": "王秀兰",
        "id_number": "15062319680312002X",
        "address": "鄂托克前旗昂素镇巴彦乌素嘎查",
        "phone": "13847701234",
    },
    {
        "role": "respondent",
        "kind": "organisation",
        "name": "巴彦乌素嘎查村民委员会",
        "id_number": "54150623MF1234567A",
        "representative": "那顺巴雅尔",
    },
]
TERMS = [
    "双方确认草场界线以承包合同所附图纸为准。",
    {"text": "村民委员会补偿王秀兰草场占用费。", "amount": amount_words(5_000_050), "due_on": date(2026, 12, 31)},
]
CONTENT: dict[str, Any] = {
    "number": "鄂前人调〔2026〕12号",
    "parties": PARTIES,
    "facts": "双方因草场界线发生争议。\n多次信访未果。",
    "issues": "草场界线与占用补偿。",
    "responsibility": "村民委员会对界桩缺失承担主要责任。",
    "terms": TERMS,
    "manner": "银行转账",
    "time_limit": "年底前一次付清",
    "committee": COMMITTEE,
    "copies": 4,
    "marks": [
        {"kind": "party", "name": "王秀兰"},
        {"kind": "party", "name": "巴彦乌素嘎查村民委员会"},
        {"kind": "mediator", "name": "娜仁格日乐"},
        {"kind": "committee", "name": COMMITTEE},
    ],
}
APPLYING: dict[str, Any] = {
    "court": "鄂托克前旗人民法院",
    "applicants": PARTIES,
    "committee": COMMITTEE,
    "agreement": {"number": CONTENT["number"], "took_effect_on": date(2026, 11, 20)},
    "facts": CONTENT["facts"],
    "terms": TERMS,
    "attachments": ["人民调解协议书", "身份证明"],
    "filed_on": date(2026, 11, 25),
}


def printed(template: str, data: Mapping[str, object], locale: str = "zh_Hans_CN") -> str:
    """What a reader finds on all pages, without the spaces and line ends that the layout puts in."""
    pages = PdfReader(io.BytesIO(render_pdf(template, data, locale, font_folder=FONTS))).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def texts(value: object) -> list[str]:
    """Every text of the data that a reader must find, keys and codes left out."""
    if isinstance(value, Mapping):
        return [text for key, part in value.items() if key not in {"role", "kind"} for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    if isinstance(value, date):
        return [f"{value.year}年{value.month}月{value.day}日"]
    return str(value).split("\n") if isinstance(value, str) else []


@pytest.mark.parametrize(("template", "data"), [(AGREEMENT, CONTENT), (APPLICATION, APPLYING)])
def test_the_paper_says_all_that_the_data_says(template: str, data: Mapping[str, object]) -> None:
    paper = printed(template, data)
    for text in texts(data):
        assert text in paper, text


def test_an_agreement_states_what_article_29_asks_for_in_its_order() -> None:
    paper = printed(AGREEMENT, CONTENT)
    parts = ["一、当事人", "二、纠纷的主要事实", "三、争议事项及各方当事人的责任", "四、当事人达成调解协议的内容"]
    parts += ["五、履行的方式和期限", "六、协议的效力", "人民调解员（签名）", "人民调解委员会（印章）"]
    places = [paper.index(part) for part in parts]
    assert places == sorted(places)
    assert "人民币伍万元伍角整（¥50,000.50）" in paper
    assert "第1页共" in paper
    assert "巴彦乌素嘎查村民委员会年月日" in paper  # a line for the hand that signs and dates it
    assert "草案" not in paper


def test_a_draft_is_marked_on_every_page_and_leaves_out_what_is_not_known_yet() -> None:
    draft = {
        key: CONTENT[key]
        for key in ("parties", "facts", "issues", "terms", "manner", "time_limit", "committee", "marks")
    }
    document = PdfReader(io.BytesIO(render_pdf(AGREEMENT, draft | {"draft": True}, font_folder=FONTS)))
    assert all("草案" in page.extract_text() for page in document.pages)
    paper = printed(AGREEMENT, draft)
    assert "编号" not in paper


def test_the_application_names_the_court_and_the_law() -> None:
    paper = printed(APPLICATION, APPLYING)
    assert "此致鄂托克前旗人民法院" in paper
    assert "请求依法确认申请人王秀兰、巴彦乌素嘎查村民委员会于2026年11月20日达成的" in paper
    assert "第三十三条" in paper
    assert "没有恶意串通" in paper


@pytest.mark.parametrize(("template", "data"), [(AGREEMENT, CONTENT), (APPLICATION, APPLYING)])
def test_an_english_reader_gets_english_words_around_the_same_data(template: str, data: Mapping[str, object]) -> None:
    paper = printed(template, data, "en")
    assert "TheChinesetextistheonethatbinds" in paper
    assert "31December2026" in paper
    assert "15062319680312002X" in paper
    assert "申请人：" not in paper


def test_what_looks_like_markup_is_printed_and_never_run() -> None:
    hostile = '*粗体* #panic("x") #read("/wsgi.py") $x^2$ @ref <label> // /* \\ [x] `raw` = 标题'
    paper = printed(AGREEMENT, deepcopy(CONTENT) | {"facts": hostile, "manner": hostile})
    assert paper.count(re.sub(r"\s", "", hostile)) == 2


def test_a_character_that_no_font_draws_is_spelled_out_and_not_lost() -> None:
    parties = [PARTIES[0] | {"name": "王𠮷兰"}, PARTIES[1]]
    assert "王〔U+20BB7〕兰" in printed(AGREEMENT, CONTENT | {"parties": parties})
    fonts = fonts_in(FONTS)
    assert spelled_out("乌云·其其格〇㐂，“ABC”\n２", fonts) == "乌云·其其格〇㐂，“ABC”\n２"
    assert spelled_out("ᠮ\u202e1\x00\u00a02\ufe00😀", fonts) == "〔U+182E〕1 2〔U+1F600〕"


def test_the_same_data_at_the_same_time_gives_the_same_bytes() -> None:
    at = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    first, second = (render_pdf(AGREEMENT, CONTENT, font_folder=FONTS, made_at=at) for _ in range(2))
    assert first == second
    assert PdfReader(io.BytesIO(first)).metadata.creation_date == at  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "template", ["../secret.typ", "/etc/passwd", "market/documents/none.typ", "agreements/models.py", ""]
)
def test_only_a_template_of_ours_is_printed(template: str) -> None:
    with pytest.raises(DocumentError, match="no template"):
        render_pdf(template, CONTENT, font_folder=FONTS)


def test_a_missing_datum_is_named_by_its_key_and_gives_no_paper() -> None:
    lacking = {key: part for key, part in CONTENT.items() if key != "committee"}
    with pytest.raises(DocumentError, match="committee") as error:
        render_pdf(AGREEMENT, lacking, font_folder=FONTS)
    assert "王秀兰" not in str(error.value)


@pytest.mark.parametrize("odd", [0.1, b"x", object(), datetime(2026, 1, 1, tzinfo=UTC)])
def test_a_float_or_an_instant_is_no_datum(odd: object) -> None:
    with pytest.raises(DocumentError, match="takes no"):
        render_pdf(AGREEMENT, CONTENT | {"copies": odd}, font_folder=FONTS)


def test_endless_data_is_refused(tmp_path: Path) -> None:
    deep: list[object] = []
    for _ in range(30):
        deep = [deep]
    with pytest.raises(DocumentError, match="deeply"):
        render_pdf(AGREEMENT, {"facts": deep}, font_folder=FONTS)
    with pytest.raises(DocumentError, match="characters of data"):
        render_pdf(AGREEMENT, {"facts": "长" * 2_000_001}, font_folder=FONTS)


def test_without_fonts_the_remedy_is_said(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="make assets"):
        render_pdf(AGREEMENT, CONTENT, font_folder=tmp_path)
