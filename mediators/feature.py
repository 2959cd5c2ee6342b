"""What this floor offers to the roof."""

from listings.publication import expiry
from listings.publication.events import ENDING_EVENTS
from market.policy import Can
from market.text import N_
from market.web.shell import NavItem
from mediators import views_panels, views_worklist
from mediators.api import blp
from mediators.claims import clocks, services_ending
from mediators.claims import deeds as claim_deeds
from mediators.claims import events as claim_events
from mediators.claims import services as claim_services
from mediators.claims import views as claim_views
from mediators.claims.queries import claim_stands_on
from mediators.committees import deeds as committee_deeds
from mediators.committees import events as committee_events
from mediators.committees import views as committee_views
from mediators.notices import NOTICES
from mediators.policy import POLICY
from mediators.sentences import CONSTRAINTS, SENTENCES
from mediators.settings import SETTINGS
from mediators.vetting import deeds as vetting_deeds
from mediators.vetting import events as vetting_events
from mediators.vetting import services as vetting_services
from mediators.vetting import views as vetting_views
from mediators.workspace import deeds as workspace_deeds
from mediators.workspace import events as workspace_events
from mediators.workspace import views as workspace_views

BLUEPRINTS = [committee_views.bp, vetting_views.bp, claim_views.bp, workspace_views.bp]
API_BLUEPRINTS = [blp]
DEEDS = [*committee_deeds.DEEDS, *vetting_deeds.DEEDS, *claim_deeds.DEEDS, *workspace_deeds.DEEDS]
EVENTS = [*committee_events.EVENTS, *vetting_events.EVENTS, *claim_events.EVENTS, *workspace_events.EVENTS]
CLOCKS = clocks.CLOCKS
WORK_LISTS = views_worklist.WORK_LISTS
PANELS = views_panels.PANELS
PROTECTED = ("party_answer", "mediation_session")
NAVIGATION = [
    NavItem(N_("Apply to become a mediator"), "mediators.apply", Can.APPLY_AS_MEDIATOR, order=15),
    NavItem(N_("My claims"), "claims.own", Can.SEE_OWN_CLAIMS, order=20),
    NavItem(N_("My page"), "mediators.own", Can.SEE_OWN_CLAIMS, order=25),
    NavItem(N_("Claims"), "claims.index", Can.SEE_CLAIMS, order=40),
    NavItem(N_("Mediators"), "mediators.index", Can.SEE_MEDIATORS, order=45),
    NavItem(N_("Committees"), "committees.index", Can.MANAGE_COMMITTEES, order=46),
]
# An expiry needs no closing: it is refused while a claim is open (a constraint trigger says so too).
SUBSCRIBERS = [
    *((name, vetting_services.keep_apart) for name in ("appointment.proposed", "appointment.confirmed")),
    *((name, services_ending.on_claim_ended) for name in claim_events.ENDING_GRANTED),
    ("listing.reopened", services_ending.on_listing_reopened),
    ("listing.taken_back", claim_services.on_text_taken_back),
    ("listing.confirmed", services_ending.on_listing_confirmed),
    *((name, services_ending.on_listing_ended) for name in ENDING_EVENTS if name != "listing.expired"),
]

# The question that a listing asks before it expires is answered on this floor.
expiry.configure(claim_stands_on)

__all__ = ["CONSTRAINTS", "NOTICES", "POLICY", "SENTENCES", "SETTINGS"]
