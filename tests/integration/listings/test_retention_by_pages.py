"""The pages say what is due, ask two persons for the erasure, and tell afterwards when it was done."""

from tests.integration.listings.erasing import case_of, committed_due


def test_the_pages_say_what_is_due_and_what_was_erased_when(pages, commit_work):
    case_id = committed_due(commit_work)
    clerk, reviewer = pages.as_("clerk"), pages.as_("reviewer")
    ref = commit_work("clerk", lambda work: case_of(work, case_id).public_id)
    listed = clerk.get("/retention").get_data(as_text=True)
    assert "XF-2019-0314" in listed
    assert "May be erased" in listed
    assert "May be erased" in clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert clerk.post(f"/cases/{ref}/erasure").status_code == 303
    told = clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert "The erasure is proposed. A reviewer who is not you decides it." in told, "said above the panels too"
    shown = reviewer.get(f"/cases/{ref}").get_data(as_text=True)
    address = shown.split('href="/erasures/')[1].split("/confirm")[0]
    unsure = reviewer.post(f"/erasures/{address}/confirm")
    assert unsure.status_code == 422
    assert reviewer.post(f"/erasures/{address}/confirm", understood="y").status_code == 303
    for reader, locale in ((clerk, "en"), (pages.as_("clerk", locale="zh_Hans_CN"), "zh")):
        page = reader.get(f"/cases/{ref}")
        assert page.status_code == 200
        told = "was erased on" if locale == "en" else "个人信息已于"
        assert told in page.get_data(as_text=True)
        assert 'name="purpose"' not in page.get_data(as_text=True)
    assert clerk.get(f"/cases/{ref}/open").status_code == 409
    assert "Erased on" in clerk.get("/retention").get_data(as_text=True)
    assert pages.as_("system_admin").get("/retention").status_code == 403
    assert "XF-2019-0314" not in pages.as_("other_clerk").get("/retention").get_data(as_text=True)
