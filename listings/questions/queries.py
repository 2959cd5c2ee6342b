"""Questions are looked up from what the actor may see: the published ones, one's own, those of one's office."""

from datetime import date, datetime, timedelta

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload

from listings.board.words import SEPARATORS, folded
from listings.cases.queries import READERS
from listings.paging import Page, page_of
from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState
from listings.questions.models import ListingQuestion, QuestionRefusal
from listings.questions.vocabulary import OPEN, STANDING, QuestionState
from listings.reidentification.queries import is_taken_back
from market.refusals import Missing
from market.settings.dated import setting
from market.work import Work

A_DAY = timedelta(hours=24)
_NO_SEPARATORS = dict.fromkeys(map(ord, SEPARATORS))
OPEN_STATES = [state.value for state in OPEN]


def last_day_to_ask(work: Work, listing: Listing) -> date | None:
    """The last legal day for questions, by today's setting; None for a listing that is not open to claims."""
    if listing.status != ListingState.PUBLISHED or listing.claim_by is None:
        return None
    days: int = setting(work, "question_cutoff_days", listing.jurisdiction_id)
    return listing.claim_by - timedelta(days=days)


def questions_are_received(work: Work, listing: Listing) -> bool:
    """Whether a question can be asked today."""
    last = last_day_to_ask(work, listing)
    return last is not None and work.today <= last


def question_for(work: Work, ref: str) -> ListingQuestion:
    """One's own question, or one on a listing of the actor's office. Raises Missing."""
    wanted = select(ListingQuestion).where(
        ListingQuestion.public_id == ref,
        or_(
            ListingQuestion.asked_by_id == (work.actor.person_id or 0),
            ListingQuestion.jurisdiction_id.in_(work.actor.serves(*READERS)),
        ),
    )
    found = work.session.scalar(wanted)
    if found is None:
        raise Missing()
    return found


def published_page(work: Work, listing: Listing, after: str | None, *, size: int) -> Page[ListingQuestion]:
    """One page of what everyone reads, newest first. Raises Missing for a mark that is none."""
    wanted = _on(listing).where(ListingQuestion.status == QuestionState.PUBLISHED.value)
    if is_taken_back(listing):
        wanted = wanted.where(false())
    return page_of(work.session, wanted, [ListingQuestion.id], after, size=size)


def published_questions(work: Work, listing: Listing) -> list[ListingQuestion]:
    """All that everyone reads beside a listing, oldest first; nothing once it was taken back."""
    if is_taken_back(listing):
        return []
    wanted = _on(listing).where(ListingQuestion.status == QuestionState.PUBLISHED.value)
    return list(work.session.scalars(wanted.order_by(ListingQuestion.id)))


def is_answered_for_everyone(question: ListingQuestion) -> bool:
    """Whether anybody may read the answer; not once the listing was taken back."""
    return question.status == QuestionState.PUBLISHED and not is_taken_back(question.listing)


def office_page(work: Work, listing: Listing, after: str | None, *, size: int) -> Page[ListingQuestion]:
    """One page of all questions on a listing, newest first. Raises Missing for a mark that is none."""
    wanted = _on(listing).options(joinedload(ListingQuestion.asked_by))
    return page_of(work.session, wanted, [ListingQuestion.id], after, size=size)


def own_open_questions(work: Work, listing: Listing) -> list[ListingQuestion]:
    """The actor's questions on a listing that nobody else reads yet."""
    if work.actor.person_id is None:
        return []
    wanted = _on(listing).where(
        ListingQuestion.asked_by_id == work.actor.person_id, ListingQuestion.status != QuestionState.PUBLISHED.value
    )
    return list(work.session.scalars(wanted.order_by(ListingQuestion.id.desc()).limit(10)))


def is_asked_already(work: Work, listing: Listing, question: str) -> bool:
    """Whether the actor has asked the same on this listing, however it was spaced, cased and punctuated."""
    standing = [state.value for state in STANDING]
    own = _on(listing).where(
        ListingQuestion.asked_by_id == (work.actor.person_id or 0), ListingQuestion.status.in_(standing)
    )
    said = as_asked(question)
    return any(as_asked(one.question) == said for one in work.session.scalars(own))


def as_asked(question: str) -> str:
    """What a question says, in one width and case, without spaces and signs; the database says it the same way."""
    return folded(question).translate(_NO_SEPARATORS)


def open_questions(work: Work, listing: Listing) -> list[ListingQuestion]:
    """What still waits on a listing, oldest first."""
    wanted = _on(listing).where(ListingQuestion.status.in_(OPEN_STATES)).order_by(ListingQuestion.id)
    return list(work.session.scalars(wanted))


def waiting(work: Work, state: QuestionState, jurisdictions: frozenset[str], limit: int) -> list[ListingQuestion]:
    """The questions of these offices in a state that the actor neither asked nor answered, oldest first."""
    person_id = work.actor.person_id
    wanted = select(ListingQuestion).where(
        ListingQuestion.jurisdiction_id.in_(jurisdictions),
        ListingQuestion.status == state.value,
        ListingQuestion.asked_by_id != person_id,
    )
    if state is QuestionState.ANSWERED:
        wanted = wanted.where(ListingQuestion.answered_by_id != person_id)
    wanted = wanted.options(joinedload(ListingQuestion.listing)).order_by(ListingQuestion.id).limit(limit)
    return list(work.session.scalars(wanted))


def refusals_on(work: Work, listing: Listing, limit: int) -> list[QuestionRefusal]:
    """The latest attempts that were refused on a listing."""
    wanted = select(QuestionRefusal).where(QuestionRefusal.listing_id == listing.id)
    wanted = wanted.options(joinedload(QuestionRefusal.person)).order_by(QuestionRefusal.id.desc()).limit(limit)
    return list(work.session.scalars(wanted))


def refused_since(work: Work, since: datetime) -> int:
    """How many of the actor's attempts were refused after an instant, on whatever listing."""
    wanted = select(func.count()).where(
        QuestionRefusal.person_id == work.actor.person_id, QuestionRefusal.refused_at > since
    )
    return work.session.scalar(wanted) or 0


def asked_since(work: Work, since: datetime) -> int:
    """How many questions the actor asked after an instant, on whatever listing."""
    wanted = select(func.count()).where(
        ListingQuestion.asked_by_id == work.actor.person_id, ListingQuestion.asked_at > since
    )
    return work.session.scalar(wanted) or 0


def _on(listing: Listing) -> Select[ListingQuestion]:
    return select(ListingQuestion).where(ListingQuestion.listing_id == listing.id)
