"""The text of a listing is taken back: 李慧 is told where its reward is still to be paid, and of nothing else."""

from listings.cases.queries import active_parties
from listings.consents.services import record_consent
from listings.publication.services import withdraw
from market.notifications.models import Notification
from tests.integration.payouts import stories


def consent_withdrawn(work, actors, reward):
    clerk = work(actors.clerk)
    petitioner = next(one for one in active_parties(clerk.session, reward.case_id) if one.role == "petitioner")
    record_consent(clerk, petitioner, answer="withdrawn", evidence="written", answered_on=clerk.today)


def told_of_it(session):
    found = session.query(Notification).filter_by(code="reward_text_taken_back")
    return [(one.person_id, one.ref, one.facts) for one in found]


def test_finance_reads_that_a_reward_which_is_due_stays_due(work, actors, session):
    stories.fund(work, actors)
    reward = stories.due(work, actors)
    consent_withdrawn(work, actors, reward)
    facts = {"listing": reward.listing.public_id}
    assert told_of_it(session) == [(actors.preparer.person_id, reward.public_id, facts)]
    assert reward.status == "due"


def test_so_it_reads_of_one_that_is_promised_once_the_agreement_has_taken_effect(work, actors, session):
    stories.fund(work, actors)
    reward, claim = stories.granted(work, actors)
    stories.settled(work, actors, claim)
    consent_withdrawn(work, actors, reward)
    assert (len(told_of_it(session)), reward.status) == (1, "reserved")


def test_finance_is_not_told_where_the_reward_goes_back(work, actors, session):
    stories.fund(work, actors)
    reward = stories.promised(work, actors)
    withdraw(work(actors.reviewer), reward.listing, end_code="wrongly_listed")
    assert (told_of_it(session), reward.status) == ([], "released")
