"""What must hold before a listing takes a step; each guard is pure and names the reason it refuses.

`facts["grounds"]` is what the service found after locking: see publication/grounds.py.
"""

from listings.publication.vocabulary import END_MEDIATION_CODES, WITHDRAW_CODES
from market.lifecycle import Situation


def gate_is_answered(s: Situation) -> str | None:
    """Every mediability question has been answered."""
    return "gate_unanswered" if s.facts["grounds"].gate_unanswered else None


def gate_is_clean(s: Situation) -> str | None:
    """No answer bars the case from mediation."""
    return "gate_bars" if s.facts["grounds"].gate_bars else None


def petitioners_consent(s: Situation) -> str | None:
    """Every petitioner has agreed to the listing."""
    return "petitioner_has_not_agreed" if s.facts["grounds"].petitioners_without_consent else None


def nobody_refuses(s: Situation) -> str | None:
    """No party has refused mediation (People's Mediation Law 17); silence does not block."""
    return "a_party_refuses" if s.facts["grounds"].a_party_refuses else None


def the_text_tells_nothing(s: Situation) -> str | None:
    """Title and text tell nothing that they must not; the refusal says what, in the text's own words."""
    told = s.facts["grounds"].told
    return told[0].code if told else None


def class_is_the_cases(s: Situation) -> str | None:
    """The listing shows the class that the case has now."""
    return None if s.subject.case_class == s.facts["grounds"].case_class else "class_changed_since_draft"


def says_what_the_case_is(s: Situation) -> str | None:
    """Category, town, duration and amount are the case's own, or wider ones."""
    return None if s.facts["grounds"].cover.is_true else "says_untrue"


def fits_enough_petitioners(s: Situation) -> str | None:
    """What is published fits enough different petitioners of the register, or all who could be recognised agree."""
    cover = s.facts["grounds"].cover
    return None if cover.holds or cover.consented else "too_few_alike"


def recognition_is_reasoned(s: Situation) -> str | None:
    """Where it rests on separate consent (PIPL 25), the reviewer says why it is released all the same."""
    rests_on_consent = not s.facts["grounds"].cover.holds
    return "recognition_needs_reason" if rests_on_consent and not s.facts["reason"].strip() else None


def has_return_reason(s: Situation) -> str | None:
    """A return says what to change."""
    return None if s.facts["return_reason"].strip() else "return_needs_reason"


def is_a_withdrawal(s: Situation) -> str | None:
    """The office withdraws for one of its own reasons."""
    return None if s.facts["end_code"] in WITHDRAW_CODES else "end_code_unknown"


def is_a_partys_will(s: Situation) -> str | None:
    """Mediation ends by the will of a party (People's Mediation Law 17, 23)."""
    return None if s.facts["end_code"] in END_MEDIATION_CODES else "end_code_unknown"


def renewal_is_reasoned(s: Situation) -> str | None:
    """A renewal says why."""
    return None if s.facts["reason"].strip() else "renewal_needs_reason"


def renewal_is_in_time(s: Situation) -> str | None:
    """It still receives claims today."""
    return "renewal_too_late" if s.subject.claim_by < s.facts["today"] else None


def renewal_gives_a_later_day(s: Situation) -> str | None:
    """The last day only ever moves on."""
    return None if s.facts["claim_by"] > s.subject.claim_by else "renewal_not_later"


def claim_by_has_passed(s: Situation) -> str | None:
    """A listing expires only after its last day for claims."""
    return None if s.subject.claim_by < s.facts["today"] else "claim_by_not_passed"
