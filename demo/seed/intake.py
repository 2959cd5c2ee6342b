"""What the office does beside the single case: duplicates are linked, and a workbook waits for its decision."""

import io
from datetime import datetime
from random import Random
from types import SimpleNamespace

import xlsxwriter
from PIL import Image, ImageDraw
from sqlalchemy import select

from demo.cast import OTOG_FRONT
from demo.names import Registry
from demo.places import VILLAGES
from demo.seed.stage import Stage
from demo.tales import SALT
from listings.cases.models import PetitionCase
from listings.cases.services import open_private
from listings.cases.vocabulary import CaseState
from listings.closing.services import propose_closing
from listings.disputes.queries import linked_cases, was_released
from listings.disputes.services import link
from listings.disputes.services_comparison import compare_parties
from listings.disputes.services_separation import propose_separation
from listings.intake.columns import CASES, PARTIES, SHEETS
from listings.intake.services import upload
from listings.publication.models import Listing
from listings.publication.queries import active_listing
from listings.publication.vocabulary import ListingState
from market.work import Work
from market.workdays import legal_day

ROWS = 9
STORIES = (
    ("草场土地", "农牧局", "两家草场围栏越界，多次丈量结果不一，请求重新确定界线。"),
    ("劳动报酬", "人力资源和社会保障局", "冬季施工工资拖欠至今，请求一次付清。"),
    ("民间借贷", "司法局", "借款到期未还，只有转账记录，请求归还本金。"),
)


def photograph(number: int) -> bytes:
    """A picture of a fence in the grass, a little different for each case; what it shows identifies nobody."""
    picture = Image.new("RGB", (480, 300), (188, 214, 236))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 170, 480, 300), fill=(170, 160 + number % 40, 96))
    for post in range(20 + number % 30, 480, 60):
        pen.line((post, 120, post, 230), fill=(92, 70, 48), width=7)
    for wire in (140, 170, 200):
        pen.line((0, wire, 480, wire + number % 7), fill=(70, 70, 70), width=2)
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", quality=80)
    return drawn.getvalue()


def link_duplicates(stage: Stage, when: datetime) -> None:
    """The clerk links two cases that turn out to be about one dispute, before either was ever on the board."""

    def do(work: Work) -> None:
        waiting = work.session.scalars(
            select(PetitionCase)
            .where(
                PetitionCase.jurisdiction_id == OTOG_FRONT,
                PetitionCase.status.in_([CaseState.REGISTERED.value, CaseState.CLASSIFIED.value]),
            )
            .order_by(PetitionCase.category, PetitionCase.id)
        ).all()
        free = [case for case in waiting if not was_released(work.session, case.dispute_id)]
        pairs = [pair for pair in zip(free, free[1:], strict=False) if not linked_cases(work.session, pair[0])]
        pairs.sort(key=lambda pair: pair[0].category != pair[1].category)
        if pairs:
            link(work, pairs[0][0], petition_number=pairs[0][1].petition_number)

    stage.do(when, "surina", do)


def propose_second_thoughts(stage: Stage, when: datetime) -> None:
    """What waits for a reviewer: a case linked to a listing by mistake is to leave it, and another is to be closed."""
    found: list[int] = []

    def compare(work: Work) -> None:
        waiting = work.session.scalars(
            select(PetitionCase)
            .where(
                PetitionCase.jurisdiction_id == OTOG_FRONT,
                PetitionCase.status.in_([CaseState.REGISTERED.value, CaseState.CLASSIFIED.value]),
            )
            .order_by(PetitionCase.id.desc())
        ).all()
        unlisted = [case for case in waiting if active_listing(work, case) is None]
        alone = [case for case in unlisted if not linked_cases(work.session, case)]
        on_the_board = work.session.scalars(
            select(Listing)
            .where(Listing.jurisdiction_id == OTOG_FRONT, Listing.status == ListingState.PUBLISHED.value)
            .order_by(Listing.id.desc())
        ).all()
        listed = next((one for one in on_the_board if not linked_cases(work.session, one.case)), None)
        if len(alone) > 1 and listed is not None:
            found.extend(case.id for case in (*alone[:2], listed.case))
            for case in (alone[0], listed.case):
                open_private(work, case, purpose="prepare_case")
            compare_parties(work, alone[0])

    def propose(work: Work) -> None:
        mistaken, ended, listed = (work.session.get_one(PetitionCase, case_id) for case_id in found)
        link(work, mistaken, petition_number=listed.petition_number, without_reward=True)
        propose_separation(work, mistaken, reason="两案争议事项不同，当初登记时误认为同一纠纷。")
        propose_closing(work, ended, close_code="settled_elsewhere", close_note="双方已自行和解。")

    stage.do(when, "surina", compare)
    if found:
        stage.do(when, "surina", propose)


def bring_in(stage: Stage, when: datetime) -> None:
    """The clerk uploads a workbook; one of its rows has an error, and what to do about it is still to be decided."""
    content = workbook(when)
    given = SimpleNamespace(filename="积案台账.xlsx", stream=io.BytesIO(content))
    stage.do(when, "surina", lambda work: upload(work, jurisdiction=OTOG_FRONT, workbook=given))


def workbook(when: datetime) -> bytes:
    """The template, filled in by the clerk."""
    registry = Registry(Random(f"{SALT}:workbook"), legal_day(when))
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name in (CASES, PARTIES):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [column.title for column in SHEETS[name]])
            if name == CASES:
                for line in range(1, ROWS + 1):
                    row = _row(line, when, registry)
                    sheet.write_row(line, 0, [row.get(column.field, "") for column in SHEETS[CASES]])
    return packed.getvalue()


def _row(line: int, when: datetime, registry: Registry) -> dict[str, str]:
    town = tuple(VILLAGES)[line % len(VILLAGES)]
    village = VILLAGES[town][0]
    category, unit, story = STORIES[line % len(STORIES)]
    petitioner, respondent = (registry.person(f"{town}{village}{number}号") for number in (line, line + 40))
    return {
        "petition_number": f"内前旗信〔{when.year}〕9{line:03d}号", "category": category, "place_town": town,
        "place_village": village, "responsible_department": unit, "arose_on": f"{when.year - 4}年{line}月12日",
        "first_petition_on": f"{when.year - 3}-{line}-5" if line != 5 else "前年开春", "languages": "汉语",
        "narrative": story, "petitioner_name": petitioner.name, "petitioner_id_number": petitioner.id_number,
        "petitioner_phone": petitioner.phone if line != 7 else "1600", "petitioner_address": petitioner.address,
        "petitioner_minority_name": "是" if petitioner.minority_name else "否", "respondent_name": respondent.name,
    }  # fmt: skip
