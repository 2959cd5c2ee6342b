"""What this floor offers to the roof."""

from listings.board.api import bp as board_api
from listings.board.views import bp as board
from listings.cases.api import bp as cases_api
from listings.cases.deeds import DEEDS as CASE_DEEDS
from listings.cases.events import EVENTS as CASE_EVENTS
from listings.cases.views import bp as cases
from listings.classification.deeds import DEEDS as CLASSIFICATION_DEEDS
from listings.consents.deeds import DEEDS as CONSENT_DEEDS
from listings.mediability.deeds import DEEDS as MEDIABILITY_DEEDS
from listings.mediability.views import gate_panel
from listings.policy import POLICY
from listings.publication.api import bp as listings_api
from listings.publication.clocks import CLOCKS
from listings.publication.deeds import DEEDS as LISTING_DEEDS
from listings.publication.events import EVENTS as LISTING_EVENTS
from listings.publication.following import SUBSCRIBERS
from listings.publication.views import bp as listings
from listings.publication.views import listings_panel, office_work
from listings.sentences import CONSTRAINTS, SENTENCES
from listings.settings import SETTINGS
from market.policy import Can
from market.text import N_
from market.web.shell import NavItem

BLUEPRINTS = [board, cases, listings]
API_BLUEPRINTS = [board_api, cases_api, listings_api]
DEEDS = [*CASE_DEEDS, *CLASSIFICATION_DEEDS, *MEDIABILITY_DEEDS, *CONSENT_DEEDS, *LISTING_DEEDS]
EVENTS = [*CASE_EVENTS, *LISTING_EVENTS]
WORK_LISTS = [office_work]
PANELS = {"case": [gate_panel, listings_panel]}
PROTECTED = ("party_consent",)
NAVIGATION = [
    NavItem(N_("The board"), "board.index", Can.SEE_BOARD, order=5),
    NavItem(N_("Cases"), "cases.list", Can.SEE_CASES, order=20),
    NavItem(N_("Listings"), "listings.list", Can.SEE_LISTING_WORK, order=25),
]

__all__ = [
    "API_BLUEPRINTS", "BLUEPRINTS", "CLOCKS", "CONSTRAINTS", "DEEDS", "EVENTS", "NAVIGATION", "PANELS",
    "POLICY", "PROTECTED", "SENTENCES", "SETTINGS", "SUBSCRIBERS", "WORK_LISTS",
]  # fmt: skip
