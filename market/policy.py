"""The policy on one page: any line grants, within a line all must hold, an unknown permission is denied.

A permission is named here; its clauses stand on the floor that knows what they mean, and the roof
merges them. A permission without a clause fails start-up. Views name a permission, never decide.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from market.actor import Role
from market.refusals import Forbidden
from market.work import Work

Predicate = Callable[[Work, Any], bool]
Clauses = Sequence[Sequence[Predicate]]


class Can(StrEnum):
    """Every permission of the house; `meaning` is its sentence for the printed policy."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> "Can":
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    # the ground
    SEE_HOME = "see_home", "See one's own work list and inbox."
    CHANGE_PASSWORD = "change_password", "Change one's own password, knowing the present one."
    ACCEPT_INVITATION = "accept_invitation", "Choose a password through a one-time link."
    INVITE_PERSON = "invite_person", "Create a person with an account and send the invitation."
    SEE_STAFF = "see_staff", "See people, accounts and appointments."
    PROPOSE_APPOINTMENT = "propose_appointment", "Propose that a person holds a role."
    CONFIRM_APPOINTMENT = (
        "confirm_appointment",
        "Confirm or refuse an appointment that another administrator proposed.",
    )
    END_APPOINTMENT = "end_appointment", "End an appointment; its sessions end at once."
    DISABLE_ACCOUNT = "disable_account", "Disable or enable an account."
    RESET_ACCOUNT = "reset_account", "Issue a new sign-in link for an account."
    GIVE_LINK_CODE = "give_link_code", "Give the code for a sign-in link that another administrator issued."
    SEE_SETTINGS = "see_settings", "See the dated settings and their history."
    PROPOSE_SETTING = "propose_setting", "Propose a new value of a setting from a date, with the reason."
    CONFIRM_SETTING = "confirm_setting", "Confirm or refuse a setting that another person proposed."
    READ_RECORD = "read_record", "Read the record of events and its verification."
    # listings
    SEE_CASES = "see_cases", "Find and see cases of one's jurisdiction, without personal data."
    SEE_CASE = "see_case", "See one case, without personal data."
    REGISTER_CASE = "register_case", "Register a case with its parties."
    IMPORT_CASES = "import_cases", "Bring in cases from a workbook: upload it, decide on its rows, discard it."
    SEE_IMPORTS = "see_imports", "See uploaded workbooks of cases, their counts and the places of their errors."
    EDIT_CASE = "edit_case", "Correct a case or its parties before it is listed."
    PROPOSE_SEPARATION = "propose_separation", "Propose to take a case out of a dispute that has been on the board."
    DECIDE_SEPARATION = "decide_separation", "Take a case out of its dispute, or keep it there, as another proposed."
    CLASSIFY_CASE = "classify_case", "Give a case its class with the reason."
    CLOSE_CASE = "close_case", "Propose to close a case that is on no board, with the office's reason."
    DECIDE_CLOSING = "decide_closing", "Close a case that is on no board, or return it, as another proposed."
    RECORD_CONSENT = "record_consent", "Record a party's consent, refusal or withdrawal."
    ANSWER_GATE = "answer_gate", "Answer the mediability questions of a case."
    KEEP_ATTACHMENTS = "keep_attachments", "Add a private attachment to a case, or remove one with a reason."
    SEE_PARTIES = "see_parties", "Read the parties' personal data, within an opening."
    OPEN_VAULT = "open_vault", "State a purpose and open a case's personal data for 30 minutes."
    FIND_PERSON = "find_person", "Find the cases of a person by an exact name, ID number or phone, for a purpose."
    PROPOSE_ERASURE = "propose_erasure", "Propose that a closed case's personal data is erased once its time is over."
    DECIDE_ERASURE = (
        "decide_erasure",
        "Erase a closed case's personal data for good, or refuse it, as another proposed.",
    )
    HOLD_DATA = "hold_data", "Place a hold that keeps a closed case's personal data."
    LIFT_HOLD = "lift_hold", "Lift a hold with a reason."
    DRAFT_LISTING = "draft_listing", "Draft, edit, submit or discard an anonymised listing."
    RELEASE_LISTING = "release_listing", "Release a listing to the board, or return it with a reason."
    WIDEN_LISTING = "widen_listing", "Publish a wider version of a listing that fits too few petitioners."
    RENEW_LISTING = "renew_listing", "Renew a listing before its last day for claims, with the reason."
    WITHDRAW_LISTING = "withdraw_listing", "Withdraw a listing from the board with a reason."
    END_MEDIATION = "end_mediation", "End mediation because a party refused or withdrew consent."
    SEE_BOARD = "see_board", "Read the public board."
    SEE_LISTING = "see_listing", "Read one public listing."
    SEE_LISTING_WORK = "see_listing_work", "See a listing in every state, with its drafts."
    SAVE_SEARCH = "save_search", "Save a view of the board, and be told of new listings in it."
    ASK_QUESTION = "ask_question", "Ask the office about a listing, for everyone to read with its answer."
    SEE_QUESTION = "see_question", "See one question before it is published."
    SEE_QUESTIONS = "see_questions", "See the questions on a listing in every state, and refused attempts to ask."
    ANSWER_QUESTION = "answer_question", "Draft the answer to a question."
    PUBLISH_ANSWER = "publish_answer", "Publish a question with the answer that another drafted, or return it."
    DECLINE_QUESTION = "decline_question", "Decline a question with a reason."
    # mediators
    APPLY_AS_MEDIATOR = "apply_as_mediator", "Apply to become a mediator and get an account with it."
    APPLY_WITH_ACCOUNT = "apply_with_account", "Apply to become a mediator with the account one has."
    SEE_MEDIATORS = "see_mediators", "See mediators and applications."
    SEE_MEDIATOR = "see_mediator", "See one mediator's page."
    VET_MEDIATOR = "vet_mediator", "Endorse, approve or reject an application."
    SUSPEND_MEDIATOR = "suspend_mediator", "Suspend or reinstate a mediator."
    OPEN_MEDIATOR = "open_mediator", "State a purpose and open a mediator's ID number and phone for 30 minutes."
    RESIGN_AS_MEDIATOR = "resign_as_mediator", "Resign as mediator."
    MANAGE_COMMITTEES = "manage_committees", "Keep the register of people's mediation committees."
    CLAIM_LISTING = "claim_listing", "Claim a listing with a plan."
    SEE_CLAIMS = "see_claims", "See the claims on a listing."
    SEE_CLAIM = "see_claim", "See one claim."
    SEE_OWN_CLAIMS = "see_own_claims", "See one's own claims and one's own page as mediator."
    PROPOSE_CLAIM = "propose_claim", "Propose a claim to the parties."
    DECLINE_CLAIM = "decline_claim", "Decline a claim with a reason."
    WITHDRAW_CLAIM = "withdraw_claim", "Withdraw one's own claim before the grant."
    RECORD_ANSWER = "record_answer", "Record what a party answered to a proposed mediator."
    GRANT_CLAIM = "grant_claim", "Grant a claim that every party has accepted."
    RELINQUISH_CLAIM = "relinquish_claim", "Give a granted claim back with a reason."
    REPLACE_CLAIM = "replace_claim", "Replace a granted mediator at the parties' request."
    LOG_SESSION = "log_session", "Log a mediation session."
    # agreements
    SEE_AGREEMENT = "see_agreement", "See an agreement and its marks."
    DRAFT_AGREEMENT = "draft_agreement", "Draft or correct an agreement, open it for signing, abandon it."
    READ_AGREEMENT = "read_agreement", "Read an agreement's text and download it, within an opening."
    RECORD_MARK = "record_mark", "Record a signature or the committee's seal with its signing date."
    VERIFY_MARK = "verify_mark", "Verify a recorded signature or seal against the paper."
    FILE_CONFIRMATION = "file_confirmation", "File the joint application for judicial confirmation."
    RECORD_COURT_STEP = "record_court_step", "Record what the court or the applicants did."
    RECORD_RULING = "record_ruling", "Record the court's ruling."
    VERIFY_RULING = "verify_ruling", "Verify a recorded ruling against the paper."
    SEE_RULING = "see_ruling", "See a ruling and its number."
    CONCLUDE_DISMISSAL = "conclude_dismissal", "Say how it goes on after a dismissal."
    # payouts
    SEE_BUDGET = "see_budget", "See the budget, its postings and balances."
    PREPARE_BUDGET = "prepare_budget", "Prepare a budget paper."
    APPROVE_BUDGET = "approve_budget", "Approve or refuse a budget paper that another prepared."
    SEE_REWARDS = "see_rewards", "See rewards and payouts."
    SEE_REWARD = "see_reward", "See one reward with its payouts."
    PREPARE_PAYOUT = (
        "prepare_payout",
        "Prepare the payout of a reward that is due, or send a failed one again.",
    )
    APPROVE_PAYOUT = "approve_payout", "Approve or reject a payout that another prepared."
    PROPOSE_REFUSAL = "propose_refusal", "Propose that a reward is refused for good."
    DECIDE_REFUSAL = "decide_refusal", "Decide a proposed refusal of a reward."
    SEE_OWN_REWARDS = "see_own_rewards", "See one's own rewards and one's account with the provider."
    ONBOARD_PAYEE = "onboard_payee", "Open or continue one's account with the payment provider."


class Policy:
    """The merged clauses; asked by the lifecycle and by the edge."""

    def __init__(self) -> None:
        self.clauses: dict[Can, Clauses] = {}

    def add(self, clauses: Mapping[Can, Clauses]) -> None:
        """Merge one floor's page; a permission explained twice is refused."""
        twice = self.clauses.keys() & clauses.keys()
        if twice:
            raise ValueError(f"permissions with clauses on two floors: {sorted(twice)}")
        self.clauses.update(clauses)

    def clear(self) -> None:
        """Forget everything; the roof merges anew for each application it makes."""
        self.clauses.clear()

    def check(self) -> None:
        """Fail start-up when a permission has no clause."""
        silent = [can.value for can in Can if not self.clauses.get(can)]
        if silent:
            raise RuntimeError(f"permissions without a clause: {silent}")


POLICY = Policy()


def allowed(work: Work, can: Can, subject: Any = None) -> bool:
    """Whether the actor may; unknown means no."""
    return any(all(holds(work, subject) for holds in line) for line in POLICY.clauses.get(can, ()))


def demand(work: Work, can: Can, subject: Any = None) -> None:
    """Raise Forbidden unless the actor may."""
    if not allowed(work, can, subject):
        raise Forbidden()


def anyone(work: Work, subject: Any) -> bool:
    """Visitors too."""
    return True


def is_public(can: Can) -> bool:
    """Whether visitors may too, whatever it is done to."""
    return any(all(holds is anyone for holds in line) for line in POLICY.clauses.get(can, ()))


def signed_in(work: Work, subject: Any) -> bool:
    """Any person with a session."""
    return work.actor.person_id is not None


def _serving(*roles: Role) -> Predicate:
    def predicate(work: Work, subject: Any) -> bool:
        where = work.actor.serves(*roles)
        return bool(where) if subject is None else subject.jurisdiction_id in where

    return predicate


def _named(name: str, meaning: str, *roles: Role) -> Predicate:
    predicate = _serving(*roles)
    predicate.__name__ = name
    predicate.__doc__ = meaning
    return predicate


office_clerk = _named("office_clerk", "An office clerk of the subject's jurisdiction.", Role.OFFICE_CLERK)
office_reviewer = _named("office_reviewer", "An office reviewer of the subject's jurisdiction.", Role.OFFICE_REVIEWER)
office_member = _named(
    "office_member",
    "A clerk or reviewer of the subject's jurisdiction.",
    Role.OFFICE_CLERK,
    Role.OFFICE_REVIEWER,
)
finance_preparer = _named("finance_preparer", "A finance preparer of the jurisdiction.", Role.FINANCE_PREPARER)
finance_approver = _named("finance_approver", "A finance approver of the jurisdiction.", Role.FINANCE_APPROVER)
finance_member = _named("finance_member", "Finance of the jurisdiction.", Role.FINANCE_PREPARER, Role.FINANCE_APPROVER)
auditor = _named("auditor", "An auditor of the jurisdiction.", Role.AUDITOR)
system_admin = _named("system_admin", "A system administrator of the jurisdiction.", Role.SYSTEM_ADMIN)
security_admin = _named("security_admin", "A security administrator of the jurisdiction.", Role.SECURITY_ADMIN)
audit_admin = _named("audit_admin", "An audit administrator of the jurisdiction.", Role.AUDIT_ADMIN)


def not_by(column: str, name: str = "", meaning: str = "") -> Predicate:
    """Four eyes: the actor is not the person who stands in `column` of the subject."""

    def predicate(work: Work, subject: Any) -> bool:
        return subject is None or getattr(subject, column) != work.actor.person_id

    predicate.__name__ = name or f"not_the_person_in_{column}"
    predicate.__doc__ = meaning or f"Not the person who stands in {column}."
    return predicate
