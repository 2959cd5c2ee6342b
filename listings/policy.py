"""Who may do what with cases and listings; any line grants, within a line all must hold."""

from typing import Any

from listings.access.policy import has_case_access
from listings.publication.queries import has_prepared
from market.policy import (
    Can,
    Clauses,
    anyone,
    auditor,
    not_by,
    office_clerk,
    office_member,
    office_reviewer,
    signed_in,
)
from market.work import Work

not_the_drafter = not_by("drafted_by_id")
not_the_proposer = not_by("proposed_by_id")
not_the_editor = not_by("edited_by_id")
not_the_submitter = not_by("submitted_by_id")
not_the_answerer = not_by("answered_by_id")
not_the_asker = not_by("asked_by_id")


def has_no_hand_in_it(work: Work, subject: Any) -> bool:
    """The actor has never drafted, edited or handed in this text, though others have since."""
    return subject is None or not has_prepared(work, subject)


def the_asker(work: Work, subject: Any) -> bool:
    """The actor asked this question."""
    return subject is not None and subject.asked_by_id == work.actor.person_id


POLICY: dict[Can, Clauses] = {
    Can.SEE_CASES: [[office_member], [auditor]],
    Can.SEE_CASE: [[office_member], [auditor], [has_case_access]],
    Can.REGISTER_CASE: [[office_clerk]],
    Can.IMPORT_CASES: [[office_clerk]],
    Can.SEE_IMPORTS: [[office_member]],
    Can.EDIT_CASE: [[office_clerk]],
    Can.PROPOSE_SEPARATION: [[office_member]],
    Can.DECIDE_SEPARATION: [[office_reviewer, not_the_proposer]],
    Can.KEEP_ATTACHMENTS: [[office_clerk]],
    Can.CLASSIFY_CASE: [[office_member]],
    Can.CLOSE_CASE: [[office_member]],
    Can.DECIDE_CLOSING: [[office_reviewer, not_the_proposer]],
    Can.RECORD_CONSENT: [[office_member]],
    Can.ANSWER_GATE: [[office_clerk]],
    Can.SEE_PARTIES: [[office_member], [has_case_access]],
    Can.OPEN_VAULT: [[office_member], [has_case_access]],
    Can.FIND_PERSON: [[office_member]],
    Can.PROPOSE_ERASURE: [[office_member]],
    Can.DECIDE_ERASURE: [[office_reviewer, not_the_proposer]],
    Can.HOLD_DATA: [[office_member]],
    Can.LIFT_HOLD: [[office_reviewer]],
    Can.DRAFT_LISTING: [[office_clerk]],
    Can.RELEASE_LISTING: [[office_reviewer, not_the_drafter, not_the_editor, not_the_submitter, has_no_hand_in_it]],
    Can.WIDEN_LISTING: [[office_reviewer]],
    Can.RENEW_LISTING: [[office_reviewer]],
    Can.WITHDRAW_LISTING: [[office_reviewer]],
    Can.END_MEDIATION: [[office_member]],
    Can.SEE_BOARD: [[anyone]],
    Can.SEE_LISTING: [[anyone]],
    Can.SEE_LISTING_WORK: [[office_member], [auditor]],
    Can.SAVE_SEARCH: [[signed_in]],
    Can.SEE_QUESTION: [[the_asker], [office_member], [auditor]],
    Can.SEE_QUESTIONS: [[office_member], [auditor]],
    Can.ANSWER_QUESTION: [[office_member, not_the_asker]],
    Can.PUBLISH_ANSWER: [[office_reviewer, not_the_answerer, not_the_asker]],
    Can.DECLINE_QUESTION: [[office_member, not_the_asker]],
}
