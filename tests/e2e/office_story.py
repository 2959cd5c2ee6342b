"""The first half of the main story: how the office brings a case to the board, with no name on it."""

import re
from collections.abc import Callable
from datetime import timedelta

from tests.e2e.conftest import Running
from tests.e2e.person import Person
from tests.e2e.the_case import PARTIES, THE_CASE, TODAY


class OfficeStory:
    """The people of the story, each at a browser of their own, and what they do in turn."""

    def __init__(self, running: Running, person: Callable[..., Person]) -> None:
        self.running = running
        self.open = person
        self.clerk = person("surina")
        self.reviewer = person("wangjianguo")
        self.second_reviewer = person("chenjing")
        self.mediator = person("bateer")

    def the_case(self, someone: Person) -> None:
        someone.follow("Cases")
        someone.follow_like(THE_CASE["number"])

    def the_listing(self, someone: Person) -> None:
        someone.follow("Listings")
        someone.follow(THE_CASE["title"])

    def the_clerk_registers_the_case(self) -> None:
        clerk = self.clerk
        clerk.follow("Cases")
        clerk.follow("Register a case")
        clerk.fill("Petition number", THE_CASE["number"])
        clerk.choose("Category", "Pasture and farmland")
        clerk.choose("Town", "昂素镇")
        clerk.fill("Village", "巴彦乌素嘎查")
        clerk.choose_first("Responsible unit")
        clerk.fill("Day the dispute arose", (TODAY - timedelta(days=7 * 365)).isoformat())
        clerk.fill("Day of the first petition", (TODAY - timedelta(days=6 * 365)).isoformat())
        clerk.tick("Chinese")
        clerk.fill("Narrative", THE_CASE["narrative"])
        for row, (name, role) in enumerate(zip(PARTIES, ("Petitioner", "Respondent"), strict=True)):
            clerk.choose("Role in the case", role, nth=row)
            clerk.choose("Kind of party", "Natural person", nth=row)
            clerk.fill("Name", name, nth=row)
            clerk.fill("Phone", f"1389471200{row}", nth=row)
        clerk.press("Register the case")
        clerk.reads(THE_CASE["number"])
        for name in PARTIES:
            clerk.does_not_read(name)  # private even to the clerk, until a purpose is stated

    def the_clerk_prepares_the_listing(self) -> None:
        clerk = self.clerk
        clerk.follow("Classify the case")
        clerk.choose("Class", "Class A: 5 years or older")
        clerk.choose("Difficulty", "Hard")
        clerk.fill("Why this difficulty", "年代久，证据少，双方情绪对立。")
        clerk.choose("How reasonable the claim is", "Claim is partly founded")
        clerk.fill("Why the claim is this reasonable", "部分事实有旧图可查。")
        clerk.press("Give the class")
        clerk.follow("Answer the mediability questions")
        for group in clerk.main().get_by_role("group").all():
            if group.get_by_label("No", exact=True).count():
                group.get_by_label("No", exact=True).check()
        clerk.press("Save the answers")
        for row in range(2):
            clerk.main().get_by_role("link", name=re.compile("^Record the answer to the listing")).nth(row).click()
            clerk.choose("The party's answer", "Agreed to the listing")
            clerk.choose("How it was given", "Signed in writing")
            clerk.fill("Day of the answer", TODAY.isoformat())
            clerk.press("Record the answer")
        clerk.follow("Draft the listing")
        clerk.fill("Title", THE_CASE["title"])
        clerk.fill("Text of the listing", THE_CASE["body"] + THE_CASE["petitioner"])
        clerk.press("Save the draft")
        clerk.reads("There is a problem")  # refused: it holds a name of the case
        clerk.fill("Text of the listing", THE_CASE["body"])
        clerk.press("Save the draft")
        clerk.reads("Too few cases are alike, whatever is left out")  # the register holds this case alone
        self.everyone_consents_to_being_recognisable()
        self.the_clerk_submits_it()

    def everyone_consents_to_being_recognisable(self) -> None:
        clerk = self.clerk
        for row in range(2):
            self.the_case(clerk)
            clerk.main().get_by_role("link", name=re.compile("^Record separate consent")).nth(row).click()
            clerk.choose("The person's answer", "Consents to being recognisable on the board")
            clerk.choose("How it was given", "Signed in writing")
            clerk.fill("Day of the answer", TODAY.isoformat())
            clerk.press("Record the answer")
            clerk.reads("The answer is recorded.")

    def the_clerk_submits_it(self) -> None:
        clerk = self.clerk
        self.the_listing(clerk)
        clerk.follow("Submit for release")
        clerk.choose("Risk to the people of the case", "Medium: neighbours might guess, and little harm would follow")
        clerk.fill("What could happen to them if they were recognised", "邻里可能议论，双方已有准备。")
        clerk.fill("What protects them", "未写姓名、嘎查和金额，双方都已单独同意。")
        clerk.press("Submit the listing")
        clerk.reads("Waiting for release")

    def a_second_person_releases_it(self) -> None:
        self.the_listing(self.reviewer)
        self.reviewer.follow("Release to the board")
        self.reviewer.fill("Why it is released although people could be recognised", "双方都希望尽快有人来调解。")
        self.reviewer.press("Release the listing")
        self.reviewer.reads("Open to claims")

    def a_visitor_reads_it_without_any_name(self) -> None:
        visitor = self.open(locale="zh-CN", width=375)
        visitor.visit("/")
        visitor.follow(THE_CASE["title"])
        visitor.reads(THE_CASE["body"])
        for name in (*PARTIES, "巴彦乌素"):
            visitor.does_not_read(name)
