"""What the demonstration's cases do not leave on the desk: a person invited, a role and a setting that wait for the
second administrator, an account disabled, a payout that needs two approvals, a draft that says too much and whose
narrative is open, a closed case whose data is held. Each is laid there by the person whose deed it is.
"""

from datetime import date, timedelta

from playwright.sync_api import Browser

from tests.e2e.person import Person
from tests.e2e.the_case import TODAY

TWO_APPROVERS_ABOVE = "The reward above which a second approver decides before its payout goes out"
NEW_PERSON, NEW_SIGN_IN_NAME, FORMER_PERSON = "包晓丽", "baoxiaoli", "贺玉莲"


def lay(browser: Browser, url: str) -> str:
    """Lay everything out; returns the address of an invitation that nobody has used."""
    administrator, second, preparer, clerk = (Person(browser, url) for _ in range(4))
    administrator.sign_in("menghe")
    link = invite(administrator)
    propose_a_role(administrator)
    disable(administrator)
    second.sign_in("gaowa")
    propose_a_setting(administrator, TWO_APPROVERS_ABOVE, "1000", TODAY)
    confirm_the_setting(second, TWO_APPROVERS_ABOVE)
    propose_a_setting(administrator, TWO_APPROVERS_ABOVE, "9000", TODAY + timedelta(days=30))
    preparer.sign_in("lihui")
    hand_in_a_payout(preparer)
    clerk.sign_in("surina")
    say_too_much(clerk)
    open_the_narrative(clerk)
    hold_what_is_closed(clerk)
    for someone in (administrator, second, preparer, clerk):
        someone.leave()
    return link


def invite(administrator: Person) -> str:
    administrator.follow("Staff")
    administrator.follow("Invite a person")
    administrator.fill("Name", NEW_PERSON)
    administrator.fill("Sign-in name", NEW_SIGN_IN_NAME)
    administrator.press("Invite")
    return administrator.main().locator("#one-time-link").inner_text()


def propose_a_role(administrator: Person) -> None:
    administrator.follow("Propose a role")
    administrator.choose("Role", "Office clerk")
    administrator.fill("First day", TODAY.isoformat())
    administrator.fill("Reason", "分工调整")
    administrator.press("Propose")
    administrator.reads("The role waits for confirmation.")


def disable(administrator: Person) -> None:
    administrator.follow("Staff")
    administrator.fill("Name", FORMER_PERSON)
    administrator.press("Apply")
    administrator.follow(FORMER_PERSON)
    administrator.follow("Disable the account")
    administrator.press("Disable")
    administrator.reads("The account is disabled.")


def propose_a_setting(administrator: Person, words: str, value: str, first_day: date) -> None:
    administrator.follow("Settings of the scheme")
    administrator.follow(words)
    administrator.follow("Propose a new value")
    administrator.fill("New value", value)
    administrator.fill("Holds from", first_day.isoformat())
    administrator.fill("Reason", "联席会议决定")
    administrator.press("Propose")
    administrator.reads("The value waits for confirmation.")


def confirm_the_setting(second: Person, words: str) -> None:
    second.follow("Settings of the scheme")
    second.follow(words)
    second.follow("Confirm the value")
    second.press("Confirm")
    second.reads("The value is confirmed.")


def hand_in_a_payout(preparer: Person) -> None:
    due = preparer.main().get_by_role("region", name="Rewards due: prepare the payout")
    due.get_by_role("link").first.click()
    preparer.follow("Prepare the payout")
    preparer.press("Hand in for approval")
    preparer.reads("The payout waits for approval.")


def say_too_much(clerk: Person) -> None:
    """A slip of the pen in a draft, with which the case is like no other."""
    clerk.follow("Listings")
    clerk.choose_like("Status", "Draft")
    clerk.press("Apply")
    clerk.main().locator("table").get_by_role("link").first.click()
    clerk.follow("Edit the draft")
    clerk.choose("Amount in dispute", "1,000,000 yuan or more")
    clerk.press("Save the draft")
    clerk.reads("Too few cases are alike")


def open_the_narrative(clerk: Person) -> None:
    """The private details of the same draft, for the half hour in which the crawl comes by."""
    clerk.follow("Edit the draft")
    clerk.follow("The case")
    clerk.choose("Purpose", "Register, check or classify the case")
    clerk.press("Open the details")
    clerk.reads("The private details are open to you")


def hold_what_is_closed(clerk: Person) -> None:
    """The case that was closed longest ago."""
    clerk.follow("Cases")
    clerk.follow("Until when the personal data of closed cases is kept")
    clerk.main().locator("table").get_by_role("link").first.click()
    clerk.follow("Keep the personal data for a reason")
    clerk.fill("Why the data must be kept", "法院调取材料")
    clerk.press("Place the hold")
    clerk.reads("The hold is placed.")
