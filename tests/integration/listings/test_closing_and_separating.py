"""王建国 is to decide two proposals of 苏日娜 about one case; none of them makes the other impossible to end."""

import pytest

from listings.closing.services import confirm_closing, propose_closing
from listings.disputes.services_separation import propose_separation, refuse_separation
from market.refusals import Refused
from tests.integration.listings.separating import WHY, wrongly_linked

pytestmark = pytest.mark.empty_register


def test_a_case_is_not_closed_while_it_is_to_leave_its_dispute(clerk, reviewer):
    _, second = wrongly_linked(clerk, reviewer)
    leaving = propose_separation(clerk, second, reason=WHY)
    with pytest.raises(Refused, match="separation_waits"):
        propose_closing(clerk, second, close_code="by_mistake")
    refuse_separation(reviewer, leaving, note="同一争议")
    assert confirm_closing(reviewer, propose_closing(clerk, second, close_code="by_mistake")).case.status == "closed"


def test_what_was_proposed_to_be_closed_before_is_not_closed_meanwhile(clerk, reviewer):
    _, second = wrongly_linked(clerk, reviewer)
    closing = propose_closing(clerk, second, close_code="by_mistake")
    leaving = propose_separation(clerk, second, reason=WHY)
    with pytest.raises(Refused, match="separation_waits"):
        confirm_closing(reviewer, closing)
    refuse_separation(reviewer, leaving, note="同一争议")
    assert confirm_closing(reviewer, closing).status == "confirmed"
