"""The steps of the main story, one method a step; the words are those a person reads on the screen."""

import io

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.office_story import OfficeStory
from tests.e2e.person import Person
from tests.e2e.the_case import PARTIES, THE_CASE, TODAY

NEWCOMER = "gerile"


class Story(OfficeStory):
    """The whole of it: what stands on the board is claimed, mediated, confirmed by the court and paid."""

    def a_stranger_becomes_a_mediator(self) -> None:
        stranger = self.open()
        stranger.visit("/")
        stranger.follow("Apply to become a mediator")
        stranger.fill("Your name", "格日勒")
        stranger.fill("Name to sign in with", NEWCOMER)
        stranger.fill("Password", "a long enough password")
        stranger.choose_first("People's mediation committee that engages you")
        stranger.tick("Chinese")
        stranger.tick("Mongolian")
        stranger.tick("Pasture and farmland")
        stranger.fill("Your experience", "在苏木做了十年调解工作。")
        stranger.fill("ID number", "15062319900101123X")
        stranger.fill("Mobile phone", "13947711223")
        stranger.choose("Are you a public employee?", "No")
        stranger.tick("What I have told is true and complete")
        stranger.press("Send the application")
        for vetting, button in ((self.reviewer, "Endorse"), (self.second_reviewer, "Approve")):
            vetting.follow("Mediators")
            vetting.follow("格日勒")
            vetting.follow({"Endorse": "Endorse the application", "Approve": "Approve the mediator"}[button])
            vetting.press(button)
        self.second_reviewer.reads("Approved")
        self.newcomer = self.open()
        self.newcomer.sign_in(NEWCOMER, "a long enough password")

    def two_mediators_claim_it(self) -> None:
        for mediator in (self.mediator, self.newcomer):
            mediator.follow("The board")
            mediator.follow(THE_CASE["title"])
            mediator.follow("Claim this listing")
            mediator.fill("Your approach", "先分别走访，再一起到现场指界，请老人作证。")
            mediator.fill("Days you expect to need", "45")
            mediator.fill("Visits you plan", "4")
            mediator.press("Hand in the claim")
            mediator.reads("Standing")

    def the_office_proposes_one_and_the_parties_accept(self) -> None:
        self.the_claim(self.reviewer)
        self.reviewer.follow("Propose to the parties")
        self.reviewer.press("Propose this mediator")
        for party in ("Petitioner", "Respondent"):
            self.the_claim(self.clerk)
            self.clerk.follow("Record a party's answer")
            self.clerk.choose_like("Party", party)
            self.clerk.choose("What the party said", "Accepts this mediator")
            self.clerk.fill("Day of the answer", TODAY.isoformat())
            self.clerk.choose_like("How the office knows it", "writing")
            self.clerk.press("Record the answer")

    def the_claim(self, someone: Person) -> None:
        self.the_listing(someone)
        someone.follow("巴特尔")

    def the_mediator_sees_no_names_before_the_grant(self) -> None:
        self.mediator.follow("My claims")
        self.mediator.follow_like(THE_CASE["title"])
        for name in PARTIES:
            self.mediator.does_not_read(name)

    def the_office_grants(self) -> None:
        self.the_claim(self.reviewer)
        self.reviewer.follow("Grant the claim")
        self.reviewer.press("Grant")
        self.reviewer.reads("Granted")

    def the_mediator_opens_the_details_and_logs_a_session(self) -> None:
        mediator = self.mediator
        mediator.follow("My claims")
        mediator.follow_like(THE_CASE["title"])
        mediator.follow_like("workspace")
        mediator.choose("Purpose", "Mediate the case")
        mediator.press("Open the details")
        for name in PARTIES:
            mediator.reads(name)
        mediator.follow("Log a session")
        mediator.fill("Day of the session", TODAY.isoformat())
        mediator.choose_first("How it was held")
        mediator.fill("Place", "现场")
        mediator.fill("Who was present", "双方当事人和调解员")
        mediator.fill("What was said and agreed", "双方同意以旧围栏为界，重新立桩。")
        mediator.press("Log the session")
        mediator.reads("双方同意以旧围栏为界")

    def the_agreement_is_drafted_signed_and_takes_effect(self) -> None:
        mediator = self.mediator
        mediator.follow("Draft the agreement")
        mediator.fill("Main facts of the dispute", "两户草场相邻，围栏位置不清。")
        mediator.fill("What is in dispute", "边界走向。")
        mediator.fill("Responsibility of each party", "双方各自修复一半围栏。")
        mediator.choose("Who is obliged", "Every party")
        mediator.fill("What is to be done", "以旧围栏为界，共同立桩。")
        mediator.fill("Manner of performance", "当面履行")
        mediator.fill("Time limit of performance", "三十日内")
        mediator.press("Save the draft")
        text = PdfReader(io.BytesIO(mediator.download("Download the agreement (PDF, Chinese)"))).pages[0].extract_text()
        assert all(name in text for name in PARTIES), text
        mediator.follow("Open it for signing")
        mediator.press("Open it for signing")
        for manner in ("Signature", "Signature", "Signature", "Seal"):
            self.the_agreement(self.clerk)
            self.clerk.follow("Record a signature or the seal")
            self.clerk.choose_first("Whose mark")
            self.clerk.choose("How it was made", manner)
            self.clerk.fill("Date on the paper", TODAY.isoformat())
            self.clerk.press("Record it")
        for _ in range(4):
            self.the_agreement(self.reviewer)
            self.reviewer.follow_like("Verify against the paper")
            self.reviewer.fill("Date on the paper", TODAY.isoformat())
            self.reviewer.press("It stands on the paper")
        self.reviewer.reads("In effect")

    def the_agreement(self, someone: Person) -> None:
        someone.follow("Agreements")
        someone.follow_like(THE_CASE["title"])

    def the_court_confirms_it(self) -> None:
        clerk, reviewer = self.clerk, self.reviewer
        number = f"({TODAY.year})内0623诉前调确12号"
        self.the_agreement(clerk)
        clerk.follow("Record the filing with the court")
        clerk.fill("Day of filing", TODAY.isoformat())
        clerk.press("Record the filing")
        clerk.follow("The court accepts the application")
        clerk.fill("Day of acceptance", TODAY.isoformat())
        clerk.press("Record the acceptance")
        clerk.follow("Record the ruling")
        clerk.choose("Outcome", "The agreement is effective")
        clerk.fill("Number of the ruling", number)
        clerk.fill("Day of the ruling", TODAY.isoformat())
        clerk.fill("Day it was served on the parties", TODAY.isoformat())
        clerk.press("Record the ruling")
        self.the_agreement(reviewer)
        reviewer.follow("Verify the ruling against the paper")
        reviewer.choose("Outcome", "The agreement is effective")
        reviewer.fill("Number of the ruling", number)
        reviewer.press("Verify the ruling")

    def finance_pays_the_reward(self) -> None:
        self.the_mediator_opens_an_account_with_the_provider()
        preparer, approver = self.open("lihui"), self.open("zhaoqiang")
        preparer.follow("Rewards")
        preparer.follow(THE_CASE["title"])
        preparer.follow("Prepare the payout")
        preparer.press("Hand in for approval")
        approver.follow("My work")
        approver.follow_like(THE_CASE["title"])
        approver.follow("Approve the payout")
        approver.press("Approve and send")
        approver.reads_in_time("Paid out")
        self.preparer = preparer

    def the_mediator_opens_an_account_with_the_provider(self) -> None:
        mediator = self.mediator
        mediator.follow("My rewards")
        mediator.follow("Open my account")
        mediator.press("Ask for the link")
        mediator.reads_in_time("Give my bank details at the provider")
        mediator.follow("Give my bank details at the provider")
        mediator.page.get_by_role("textbox").first.fill("6222021234567890123")
        mediator.page.get_by_role("button").first.click()
        mediator.visit("/my/rewards")
        mediator.reads_in_time("Ready to be paid")

    def everyone_reads_that_it_is_paid(self) -> None:
        self.the_case(self.clerk)
        expect(self.clerk.main().get_by_role("listitem").filter(has_text="Reward paid").first).to_be_visible()
        expect(self.clerk.main().locator(".mk-tag", has_text="Case closed")).to_be_visible()
        self.the_listing(self.reviewer)
        self.reviewer.reads("Reward paid")
        self.mediator.follow("My rewards")
        self.mediator.reads("Paid out")
        self.newcomer.follow("My claims")
        self.newcomer.reads("Closed with the listing")
        self.preparer.follow("Rewards")
        self.preparer.follow(THE_CASE["title"])
        self.preparer.reads("Paid out")
