"""What this floor offers to the roof."""

from agreements.confirmation.clocks import CLOCKS
from agreements.confirmation.deeds import DEEDS as CONFIRMATION_DEEDS
from agreements.dossier.api import blp
from agreements.dossier.views import bp
from agreements.dossier.views_panels import PANELS
from agreements.dossier.views_worklist import WORK_LISTS
from agreements.drafting.deeds import DEEDS as DRAFTING_DEEDS
from agreements.drafting.services import end_with_claim
from agreements.events import EVENTS
from agreements.notices import NOTICES
from agreements.policy import POLICY
from agreements.sentences import CONSTRAINTS, SENTENCES
from agreements.settings import SETTINGS
from agreements.signing.deeds import DEEDS as SIGNING_DEEDS
from market.policy import Can
from market.text import N_
from market.web.shell import NavItem
from mediators.claims.events import ENDING_GRANTED

BLUEPRINTS = [bp]
API_BLUEPRINTS = [blp]
DEEDS = [*DRAFTING_DEEDS, *SIGNING_DEEDS, *CONFIRMATION_DEEDS]
SUBSCRIBERS = [(name, end_with_claim) for name in ENDING_GRANTED]
NAVIGATION = [NavItem(N_("Agreements"), "agreements.index", Can.SEE_AGREEMENT, order=50)]

__all__ = [
    "CLOCKS", "CONSTRAINTS", "EVENTS", "NOTICES", "PANELS", "POLICY", "SENTENCES", "SETTINGS", "WORK_LISTS",
]  # fmt: skip
