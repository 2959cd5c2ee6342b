"""巴特尔 declares a detention and a cousin; who has opened nothing reads only that something was declared."""

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from listings.cases.models import PetitionCase
from market.vault.models import VaultCell
from mediators.claims.models import Claim
from mediators.vetting.models import Mediator
from tests.integration.mediators.scene import vetted_bateer
from tests.integration.mediators.stories import PLAN

DETAINED = "二〇〇九年因赌博被拘留五日"
COUSIN = "表兄苏和在旗信访局任科长"
KIN = "与被申请人孙立军是姑舅亲"
DECLARED = (DETAINED, COUSIN, KIN)
READERS = ("clerk", "reviewer", "auditor", "bateer")


@pytest.fixture
def declared(pages, scene):
    """巴特尔, vetted, with a claim on the listing; and the claim."""
    bateer = vetted_bateer(pages, scene, convictions=DETAINED, relations=COUSIN)
    made = pages.as_("bateer").post(f"/board/{scene.listing.public_id}/claim", **PLAN, relations_declared=KIN)
    assert made.status_code == 303, made.get_data(as_text=True)
    return bateer, scene.one(select(Claim))


def read_by(pages, who: str, path: str) -> str:
    answer = pages.as_(who).get(path)
    assert answer.status_code == 200, (who, path, answer.status_code)
    return answer.get_data(as_text=True)


def test_no_table_holds_what_was_declared(scene, declared):
    with Session(scene.database.engine) as session:
        for table in inspect(scene.database.engine).get_table_names():
            rows = "\n".join(session.scalars(text(f'SELECT t::text FROM "{table}" t')))
            for words in DECLARED:
                assert words not in rows, table
                assert words.encode().hex() not in rows, table
        cells = session.execute(select(VaultCell.table_name, VaultCell.row_id, VaultCell.column_name))
        assert {
            ("mediator", declared[0].id, "convictions"),
            ("mediator", declared[0].id, "relations"),
            ("claim", declared[1].id, "relations_declared"),
        } <= {tuple(cell) for cell in cells}


def test_nobody_reads_it_without_an_opening(pages, scene, declared):
    bateer, claim = declared
    compared = f"/listings/{scene.listing.public_id}/claims"
    cells = [(who, f"/mediators/{bateer.public_id}") for who in READERS]
    cells += [(who, f"/claims/{claim.public_id}") for who in READERS]
    cells += [(who, compared) for who in ("clerk", "reviewer", "auditor")]
    for who, path in cells:
        shown = read_by(pages, who, path)
        assert "Declared" in shown, (who, path)
        assert not [words for words in DECLARED if words in shown], (who, path)
    told = [pages.as_("clerk").ask(path).get_data(as_text=True)
            for path in (f"/mediators/{bateer.public_id}", f"/claims/{claim.public_id}", compared)]  # fmt: skip
    assert not [words for words in DECLARED if words in "".join(told)]
    liu = scene.one(select(Mediator).where(Mediator.id != bateer.id))
    assert ">Declared<" not in "".join(read_by(pages, "clerk", f"/mediators/{liu.public_id}").split())


def test_it_opens_with_the_person_and_with_the_case_each_for_who_opened_it(pages, scene, declared):
    bateer, claim = declared
    person, claimed = f"/mediators/{bateer.public_id}", f"/claims/{claim.public_id}"
    compared = f"/listings/{scene.listing.public_id}/claims"
    reviewer = pages.as_("reviewer")
    assert reviewer.post(f"{person}/open", purpose="vet_mediator").status_code == 303
    shown = read_by(pages, "reviewer", person)
    assert DETAINED in shown
    assert COUSIN in shown
    assert KIN not in read_by(pages, "reviewer", claimed), "the person's opening opens no case"
    case = scene.one(select(PetitionCase).where(PetitionCase.id == claim.case_id))
    assert f"/cases/{case.public_id}" in read_by(pages, "reviewer", claimed)
    assert reviewer.post(f"/cases/{case.public_id}/open", purpose="prepare_case").status_code == 303
    for path in (claimed, compared):
        assert KIN in read_by(pages, "reviewer", path)
        assert KIN not in read_by(pages, "clerk", path), "another's opening is no opening"
    assert DETAINED not in read_by(pages, "clerk", person)
