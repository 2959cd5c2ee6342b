"""What this floor offers to the roof."""

from listings.anonymisation.deeds import DEEDS as REDACTION_DEEDS
from listings.anonymisation.events import EVENTS as REDACTION_EVENTS
from listings.anonymisation.sentences import SENTENCES as TEXT_SENTENCES
from listings.attachments.deeds import DEEDS as ATTACHMENT_DEEDS
from listings.attachments.events import EVENTS as ATTACHMENT_EVENTS
from listings.attachments.views import attachments_panel
from listings.attachments.views import bp as attachments
from listings.board.api import bp as board_api
from listings.board.jobs import count_board_daily
from listings.board.views import bp as board
from listings.cases.api import bp as cases_api
from listings.cases.deeds import DEEDS as CASE_DEEDS
from listings.cases.events import EVENTS as CASE_EVENTS
from listings.cases.naming import NAMES as CASE_NAMES
from listings.cases.views import bp as cases
from listings.classification.deeds import DEEDS as CLASSIFICATION_DEEDS
from listings.closing.deeds import DEEDS as CLOSING_DEEDS
from listings.closing.events import EVENTS as CLOSING_EVENTS
from listings.closing.views import closing_panel, closing_work
from listings.consents.deeds import DEEDS as CONSENT_DEEDS
from listings.consents.sentences import SENTENCES as CONSENT_SENTENCES
from listings.disputes.deeds import DEEDS as DISPUTE_DEEDS
from listings.disputes.events import EVENTS as DISPUTE_EVENTS
from listings.disputes.sentences import SENTENCES as DISPUTE_SENTENCES
from listings.disputes.services import one_listing_a_dispute
from listings.disputes.views import bp as disputes
from listings.disputes.views import dispute_panel, separation_work
from listings.feed.views import bp as feed
from listings.intake.api import bp as imports_api
from listings.intake.deeds import DEEDS as IMPORT_DEEDS
from listings.intake.events import EVENTS as IMPORT_EVENTS
from listings.intake.jobs import read_import, run_import, sweep_imports
from listings.intake.sentences import SENTENCES as IMPORT_SENTENCES
from listings.intake.views import bp as imports
from listings.intake.views import import_work
from listings.mediability.deeds import DEEDS as MEDIABILITY_DEEDS
from listings.mediability.views import gate_panel
from listings.notices.views import bp as notices
from listings.person_search.api import bp as person_search_api
from listings.person_search.deeds import DEEDS as PERSON_SEARCH_DEEDS
from listings.person_search.events import EVENTS as PERSON_SEARCH_EVENTS
from listings.person_search.views import bp as person_search
from listings.policy import POLICY
from listings.publication.api import bp as listings_api
from listings.publication.clocks import CLOCKS
from listings.publication.deeds import DEEDS as LISTING_DEEDS
from listings.publication.events import ENDING_EVENTS
from listings.publication.events import EVENTS as LISTING_EVENTS
from listings.publication.following import SUBSCRIBERS as FOLLOWING
from listings.publication.naming import NAMES as LISTING_NAMES
from listings.publication.views import bp as listings
from listings.publication.views import listings_panel, office_work
from listings.questions.api import bp as questions_api
from listings.questions.deeds import DEEDS as QUESTION_DEEDS
from listings.questions.events import EVENTS as QUESTION_EVENTS
from listings.questions.services import end_with_the_listing
from listings.questions.views import board_panel, office_panel, questions_work
from listings.questions.views import bp as questions
from listings.reidentification.cli import listings_commands
from listings.reidentification.deeds import DEEDS as WIDENING_DEEDS
from listings.reidentification.jobs import recheck_cover
from listings.reidentification.services import recheck_later
from listings.reidentification.views import cover_panel, reidentification_work
from listings.renewals.deeds import DEEDS as RENEWAL_DEEDS
from listings.renewals.views import renewals_panel
from listings.retention.deeds import DEEDS as RETENTION_DEEDS
from listings.retention.events import EVENTS as RETENTION_EVENTS
from listings.retention.services import SUBSCRIBERS as RETENTION_SUBSCRIBERS
from listings.retention.views import bp as retention
from listings.retention.views import retention_panel, retention_work
from listings.saved_searches.api import bp as searches_api
from listings.saved_searches.deeds import DEEDS as SEARCH_DEEDS
from listings.saved_searches.events import EVENTS as SEARCH_EVENTS
from listings.saved_searches.jobs import announce_listing
from listings.saved_searches.services_alerts import announce_later
from listings.saved_searches.views import bp as searches
from listings.sentences import CONSTRAINTS
from listings.sentences import SENTENCES as OWN_SENTENCES
from listings.settings import SETTINGS
from market.policy import Can
from market.text import N_
from market.web.shell import NavItem

# After any of these the register counts differently.
REGISTER_CHANGES = (
    "case.registered", "case.corrected", "case.classified", "case.linked", "case.unlinked", "case.closed_unlisted",
    "party.added",
    "party.corrected", "party.removed", "case.separate_consent_recorded", "erasure.confirmed", "listing.released",
)  # fmt: skip

SENTENCES = OWN_SENTENCES | TEXT_SENTENCES | CONSENT_SENTENCES | DISPUTE_SENTENCES | IMPORT_SENTENCES
BLUEPRINTS = [
    attachments, board, cases, disputes, feed, imports, listings, notices, person_search, questions, retention,
    searches,
]  # fmt: skip
API_BLUEPRINTS = [
    board_api, cases_api, imports_api, listings_api, person_search_api, questions_api, searches_api,
]  # fmt: skip
DEEDS = [
    *CASE_DEEDS, *ATTACHMENT_DEEDS, *IMPORT_DEEDS, *DISPUTE_DEEDS, *CLASSIFICATION_DEEDS, *CLOSING_DEEDS,
    *MEDIABILITY_DEEDS, *CONSENT_DEEDS, *LISTING_DEEDS, *REDACTION_DEEDS, *WIDENING_DEEDS, *RENEWAL_DEEDS,
    *QUESTION_DEEDS, *SEARCH_DEEDS, *PERSON_SEARCH_DEEDS, *RETENTION_DEEDS,
]  # fmt: skip
EVENTS = [
    *CASE_EVENTS, *ATTACHMENT_EVENTS, *CLOSING_EVENTS, *DISPUTE_EVENTS, *IMPORT_EVENTS, *LISTING_EVENTS,
    *REDACTION_EVENTS, *QUESTION_EVENTS, *SEARCH_EVENTS, *PERSON_SEARCH_EVENTS, *RETENTION_EVENTS,
]  # fmt: skip
SUBSCRIBERS = [
    ("listing.submitted", one_listing_a_dispute),
    *FOLLOWING,
    *RETENTION_SUBSCRIBERS,
    *((name, recheck_later) for name in REGISTER_CHANGES),
    ("listing.released", announce_later),
    *((name, end_with_the_listing) for name in (*ENDING_EVENTS, "listing.rewarded")),
]
CLI = [listings_commands]
JOBS = {
    "announce_listing": announce_listing,
    "sweep_imports": sweep_imports,
    "count_board": count_board_daily,
    "read_import": read_import,
    "run_import": run_import,
    "recheck_cover": recheck_cover,
}
NAMES = LISTING_NAMES | CASE_NAMES
NOTICES = {
    "closing.proposed": N_(
        "It is proposed to close case %(case_number)s without a listing. You can decide it on the case's page."
    ),
    "closing.confirmed": N_("You proposed to close case %(case_number)s. It was confirmed, and the case is closed."),
    "closing.returned": N_("You proposed to close case %(case_number)s. It was returned; the case's page says why."),
    "separation.proposed": N_(
        "It is proposed to take case %(case_number)s out of its dispute. You can decide it on the case's page."
    ),
    "separation.confirmed": N_(
        "You proposed to take case %(case_number)s out of its dispute. It was confirmed, and the case stands by itself."
    ),
    "separation.refused": N_(
        "You proposed to take case %(case_number)s out of its dispute. It was refused; the case's page says why."
    ),
    "erasure.proposed": N_(
        "It is proposed to erase the personal data of case %(case_number)s. You can decide it on the case's page."
    ),
    "erasure.confirmed": N_(
        "You proposed to erase the personal data of case %(case_number)s. It was confirmed, and the data is erased."
    ),
    "erasure.refused": N_(
        "You proposed to erase the personal data of case %(case_number)s. It was refused; the case's page says why."
    ),
    "listing.returned": N_("Your draft for case %(case_number)s was returned; the listing's page says what to change."),
    "listing_cover_short": N_(
        "Too few cases are like one of your listings by now, so people could be recognised. Take it down, or record "
        "everyone's separate consent."
    ),
    "listing_in_saved_search": N_("A listing of one of your saved searches came onto the board: “%(title)s”."),
    "question_published": N_("Your question about “%(title)s” was answered; see the page of the listing."),
    "question_declined": N_("Your question about “%(title)s” was declined; its page says why."),
    "question_lapsed": N_("“%(title)s” has ended before your question was answered."),
}
WORK_LISTS = [
    office_work,
    import_work,
    questions_work,
    reidentification_work,
    closing_work,
    separation_work,
    retention_work,
]
PANELS = {
    "case": [closing_panel, attachments_panel, dispute_panel, gate_panel, listings_panel, retention_panel],
    "listing": [cover_panel, renewals_panel, office_panel],
    "board_listing": [board_panel],
}
PROTECTED = (
    "party_consent", "import_fault", "impact_assessment", "listing_version", "person_search", "listing_renewal",
    "question_refusal", "listing_alert",
)  # fmt: skip
NAVIGATION = [
    NavItem(N_("The board"), "board.index", Can.SEE_BOARD, order=5),
    NavItem(N_("Cases"), "cases.list", Can.SEE_CASES, order=20),
    NavItem(N_("Find a person"), "person_search.find", Can.FIND_PERSON, order=22),
    NavItem(N_("Listings"), "listings.list", Can.SEE_LISTING_WORK, order=25),
]

__all__ = [
    "API_BLUEPRINTS", "BLUEPRINTS", "CLI", "CLOCKS", "CONSTRAINTS", "DEEDS", "EVENTS", "JOBS", "NAMES", "NAVIGATION",
    "NOTICES", "PANELS", "POLICY", "PROTECTED", "SENTENCES", "SETTINGS", "SUBSCRIBERS", "WORK_LISTS",
]  # fmt: skip
