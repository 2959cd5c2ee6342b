"""What linking two cases means, told before it is done, on whichever page it is done."""

from listings.cases.models import PetitionCase
from listings.disputes.queries import was_released
from market.text import N_
from market.web.showing import worded
from market.work import Work

LINK_BINDS = N_(
    "Link only what is one dispute. You can take the link back yourself until one of the cases is on the board. From "
    "then on it takes two persons, and once the reward is due nobody can: the other cases then earn none."
)
LINK_BINDS_NOW = N_(
    "Link only what is one dispute. This dispute has been on the board, so only two persons together can take the link "
    "back, and once the reward is due nobody can: the other cases then earn none."
)


def what_linking_means(work: Work, case: PetitionCase) -> str:
    """What to know before cases are linked."""
    if was_released(work.session, case.dispute_id):
        return worded(LINK_BINDS_NOW)
    return worded(LINK_BINDS)
