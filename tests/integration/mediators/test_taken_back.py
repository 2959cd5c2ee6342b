"""A party takes consent back once the agreement has taken effect: 巴特尔's claim goes on, and he reads so."""

from listings.cases.queries import active_parties
from listings.consents.services import record_consent
from listings.publication.lifecycle import LISTING
from listings.publication.services import withdraw
from listings.reidentification.services import take_back
from market.notifications.models import Notification
from mediators.claims.lifecycle import CLAIM
from tests.integration.mediators.stories import claim_of, granted_claim


def told(session, somebody):
    found = session.query(Notification).filter_by(person_id=somebody.person_id, endpoint="claims.show")
    return [(one.code, one.ref) for one in found.order_by(Notification.id)]


def settle(work, actors, listing, claim):
    system = work(actors.system)
    CLAIM.apply(system, "settle", claim)
    LISTING.apply(system, "settle", listing)
    return system


def consent_withdrawn(work, actors, listing):
    clerk = work(actors.clerk)
    petitioner = next(one for one in active_parties(clerk.session, listing.case_id) if one.role == "petitioner")
    record_consent(clerk, petitioner, answer="withdrawn", evidence="written", answered_on=clerk.today)


def test_whose_claim_goes_on_without_the_text_is_told_once(work, actors, session, listing, bateer, liu):
    waits = claim_of(work, actors, listing, liu)
    claim = granted_claim(work, actors, listing, bateer)
    settle(work, actors, listing, claim)
    consent_withdrawn(work, actors, listing)
    for somebody, own in ((bateer, claim), (liu, waits)):
        assert told(session, somebody)[-1] == ("claim_text_taken_back", own.public_id)
    before = (told(session, bateer), told(session, liu))
    take_back(work(actors.reviewer), listing)
    assert (told(session, bateer), told(session, liu)) == before, "what was taken back is not taken back again"


def test_whose_claim_was_completed_is_told_too(work, actors, session, listing, bateer):
    claim = granted_claim(work, actors, listing, bateer)
    system = settle(work, actors, listing, claim)
    for step in ("confirm", "reward"):
        LISTING.apply(system, step, listing)
    CLAIM.apply(system, "complete", claim)
    consent_withdrawn(work, actors, listing)
    assert told(session, bateer)[-1] == ("claim_text_taken_back", claim.public_id)


def test_whose_claim_ended_with_the_listing_is_told_of_that_alone(work, actors, session, listing, bateer, liu):
    for somebody in (bateer, liu):
        claim_of(work, actors, listing, somebody)
    withdraw(work(actors.reviewer), listing, end_code="wrongly_listed")
    for somebody in (bateer, liu):
        assert [code for code, _ in told(session, somebody)] == ["claim_closed"]
