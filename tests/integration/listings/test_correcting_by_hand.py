"""苏日娜 corrects a case on its page: what is private is not shown there, and she reads that it is not lost."""

from listings.cases.private import case_details
from listings.cases.queries import case_for
from listings.cases.services import open_private
from tests.integration.listings.stories import PETITIONER, VILLAGE, case_values, registered


def typed_by(work, **changes):
    values = case_values(work) | changes
    del values["parties"]
    return values | {"amount_in_dispute_fen": "186000"}


def stored(commit_work, ref):
    def read(work):
        case = case_for(work, ref)
        open_private(work, case, purpose="prepare_case")
        return case_details(work, case)

    return commit_work("clerk", read)


def test_the_page_says_that_what_it_does_not_show_is_kept_and_so_it_is(pages, commit_work):
    ref = commit_work("clerk", lambda work: registered(work).public_id)
    before, address = stored(commit_work, ref), f"/cases/{ref}/correct"
    page = pages.as_("clerk").get(address).get_data(as_text=True)
    assert [private for private in (PETITIONER, VILLAGE) if private in page] == []
    assert "nothing of them is lost" in page
    assert "The stored narrative is kept as it is." in page
    assert "已保存的案情叙述保持不变" in pages.as_("clerk", locale="zh_Hans_CN").get(address).get_data(as_text=True)
    values = commit_work("clerk", lambda work: typed_by(work, category="wages", narrative="", place_village=""))
    assert pages.as_("clerk").post(address, **values).status_code == 303
    assert stored(commit_work, ref) == before
    assert pages.as_("clerk").post(address, **(values | {"narrative": "双方另有约定。"})).status_code == 303
    assert stored(commit_work, ref) == before | {"narrative": "双方另有约定。"}
