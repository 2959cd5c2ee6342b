"""From the petition to the board, and off it by the office's or a party's will."""

import io
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from demo.names import Somebody
from demo.seed import phrases
from demo.seed.intake import photograph
from demo.seed.script import Chronicle, Script
from listings.attachments import services as attachments
from listings.cases import services as cases
from listings.cases.queries import active_parties
from listings.classification.services import classify
from listings.closing.queries import waiting_closing
from listings.closing.services import confirm_closing, propose_closing
from listings.consents.services import record_consent
from listings.mediability.gate import GATE
from listings.mediability.services import answer_gate
from listings.publication import services as listings
from listings.publication.vocabulary import amount_band, duration_band
from listings.reidentification.category_words import without_category_words
from listings.reidentification.covering import Register, Registered, fits
from listings.reidentification.ladders import Told, widenings
from listings.reidentification.queries import SETTING, register_of, register_row
from market.people.models import Department
from market.settings.dated import setting
from market.work import Work

SPARE = 2  # petitioners more than needed, for the register moves while a draft waits
DAYS_UNTIL_RELEASED = 12
EVERY_WITH_PHOTOGRAPH = 4
PETITION_OFFICE = {"150623": "内前旗信", "150624": "内鄂旗信"}


def register(s: Script) -> None:
    """The clerk registers the petition with its parties."""

    def do(work: Work, c: Chronicle) -> None:
        dispute = c.tale.dispute
        case = cases.register(
            work,
            petition_number=f"{PETITION_OFFICE[dispute.jurisdiction_id]}〔{work.today.year}〕{c.petition_number:04d}号",
            category=dispute.scenario.category,
            place_town=unit_ref(work, dispute.jurisdiction_id, dispute.town),
            place_village=dispute.village,
            responsible_department=unit_ref(work, dispute.jurisdiction_id, dispute.unit),
            arose_on=c.tale.arose_on,
            first_petition_on=c.tale.first_petition_on,
            languages=dispute.languages,
            amount_in_dispute_fen=dispute.amount_fen,
            narrative=c.tale.narrative,
            responsible_leader=phrases.LEADERS[dispute.number % len(phrases.LEADERS)],
            prior_handling=phrases.PRIOR_HANDLING[dispute.number % len(phrases.PRIOR_HANDLING)],
            parties=[
                *(party_values(one, "petitioner") for one in dispute.petitioners),
                *(party_values(one, "respondent") for one in dispute.respondents),
            ],
        )
        c.case_id = case.id
        if dispute.number % EVERY_WITH_PHOTOGRAPH == 0:
            attachments.add(work, case, attachment=SimpleNamespace(
                filename="现场照片.jpg", stream=io.BytesIO(photograph(dispute.number))))  # fmt: skip

    s.add(0, s.clerk, do)


def open_file(s: Script, purpose: str, who: str, gap: int = 0) -> None:
    """Somebody of the office opens the parties' details for a stated purpose."""

    def do(work: Work, c: Chronicle) -> None:
        cases.open_private(work, c.case(work), purpose=purpose)

    s.add(gap, who, do)


def classify_and_gate(s: Script, *, barred: bool = False) -> None:
    """The case gets its class; the clerk answers the mediability questions. One in fifteen departs from its age."""
    difficulty = s.random.choices(("ordinary", "hard", "major"), (5, 4, 2))[0]
    merit = s.random.choices(("founded", "partly", "unfounded"), (4, 6, 1))[0]
    departs = s.dispute.case_class != "A" and s.random.random() < 0.07
    given = {"B": "A", "C": "B"}[s.dispute.case_class] if departs else s.dispute.case_class
    grade = "major" if departs else difficulty
    reason = s.one_of(phrases.CLASS_REASONS) if departs else ""
    bar, note = s.random.choice(phrases.GATE_NOTES) if barred else ("", "")

    def give_class(work: Work, c: Chronicle) -> None:
        classify(
            work, c.case(work), case_class=given, difficulty=grade, difficulty_reason=phrases.DIFFICULTY_REASONS[grade],
            merit=merit, merit_reason=phrases.MERIT_REASONS[merit], class_reason=reason,
        )  # fmt: skip

    def answer(work: Work, c: Chronicle) -> None:
        answer_gate(work, c.case(work), note=note, **{q.code: "yes" if q.code == bar else "no" for q in GATE})

    s.add(s.days(1, 5), s.second_reviewer if departs else s.clerk, give_class)
    s.add(s.days(0, 2), s.clerk, answer)


def close_unlisted(s: Script) -> None:
    """Two of the office close a case that mediation cannot end; it never stood on the board."""
    note = s.one_of(phrases.CLOSE_NOTES)

    def confirm(work: Work, c: Chronicle) -> None:
        closing = waiting_closing(work.session, c.case(work))
        assert closing is not None, "the clerk has proposed it"
        confirm_closing(work, closing)

    s.add(
        s.days(3, 9), s.clerk,
        lambda work, c: propose_closing(work, c.case(work), close_code="not_mediable", close_note=note),
    )  # fmt: skip
    s.add(s.days(0, 2), s.reviewer, confirm)


def consents(s: Script, *, refused: bool = False) -> None:
    """Every petitioner agrees; a respondent agrees, stays silent or, if so asked, refuses."""
    answers = [("given", "written")] * len(s.dispute.petitioners)
    for _ in s.dispute.respondents:
        answers.append(s.random.choices(
            [("given", "written"), ("given", "oral"), ("given", "message"), ("silent", "notice_unanswered")],
            (5, 3, 2, 2),
        )[0])  # fmt: skip
    if refused:
        answers[-1] = ("refused", "oral")

    def do(work: Work, c: Chronicle) -> None:
        parties = active_parties(work.session, c.case_id)
        for party, (answer, evidence) in zip(parties, answers, strict=True):
            record_consent(work, party, answer=answer, evidence=evidence, answered_on=work.today)

    s.add(s.days(1, 4), s.clerk, do)


def draft(s: Script, gap: int | None = None) -> None:
    """The clerk drafts the anonymised listing; now and then the town is left out."""
    names_town = s.random.random() < 0.8

    def do(work: Work, c: Chronicle) -> None:
        c.listing_id = listings.draft(work, c.case(work), **listing_text(work, c, names_town=names_town)).id

    s.add(s.days(1, 5) if gap is None else gap, s.clerk, do)


def submit(s: Script) -> None:
    """The clerk hands the draft to the reviewers."""
    s.add(s.days(0, 1), s.clerk, lambda work, c: listings.submit(work, c.listing(work), **phrases.ASSESSMENT))


def send_back(s: Script) -> None:
    """A reviewer returns it with what has to be changed."""
    reason = s.one_of(phrases.RETURN_REASONS)
    s.add(
        s.days(1, 2), s.second_reviewer,
        lambda work, c: listings.send_back(work, c.listing(work), return_reason=reason),
    )  # fmt: skip


def revise(s: Script) -> None:
    """The clerk changes the returned draft and submits it again."""

    def do(work: Work, c: Chronicle) -> None:
        text = listing_text(work, c, names_town=False)
        listings.edit(work, c.listing(work), **text | {"body": f"{text['body']}\n\n{phrases.REVISED}"})
        listings.submit(work, c.listing(work), **phrases.ASSESSMENT)

    s.add(s.days(1, 2), s.clerk, do)


def release(s: Script) -> None:
    """A reviewer puts it on the board, which reserves the reward."""
    s.add(s.days(1, 3), s.reviewer, lambda work, c: listings.release(work, c.listing(work)))


def discard(s: Script) -> None:
    """The clerk gives the draft up."""
    s.add(s.days(2, 6), s.clerk, lambda work, c: listings.discard(work, c.listing(work)))


def withdraw(s: Script, gap: int) -> None:
    """A reviewer takes the listing off the board."""
    end_code, note = s.random.choice(phrases.WITHDRAWALS)
    s.add(
        gap, s.reviewer,
        lambda work, c: listings.withdraw(work, c.listing(work), end_code=end_code, end_note=note),
    )  # fmt: skip


def consent_withdrawn(s: Script, gap: int) -> None:
    """A petitioner withdraws consent: mediation ends at once."""

    def do(work: Work, c: Chronicle) -> None:
        petitioner = active_parties(work.session, c.case_id)[0]
        record_consent(work, petitioner, answer="withdrawn", evidence="written", answered_on=work.today)

    s.add(gap, s.clerk, do)


def to_the_board(s: Script) -> None:
    """All of it, from the petition to the release; one in ten is returned once on its way."""
    classified(s)
    consents(s)
    draft(s)
    submit(s)
    if s.random.random() < 0.1:
        send_back(s)
        revise(s)
    release(s)


def classified(s: Script, *, barred: bool = False) -> None:
    """From the petition to the class and the gate; now and then the clerk looks into the file first."""
    register(s)
    if s.random.random() < 0.3:
        open_file(s, "prepare_case", s.clerk)
    classify_and_gate(s, barred=barred)


def listing_text(work: Work, c: Chronicle, *, names_town: bool) -> dict[str, Any]:
    """The values of the listing's form; what is not published beside the text is taken out of it."""
    told = told_of(work, c, names_town=names_town)
    town = work.session.get(Department, told.place) if told.place else None
    return {
        "title": without_category_words(c.tale.title, told.category),
        "body": without_category_words(c.tale.body, told.category),
        "category": told.category or "",
        "place_town": town.public_id if town else "",
        "duration_band": told.duration or "",
        "amount_band": told.amount or "",
    }


def told_of(work: Work, c: Chronicle, *, names_town: bool) -> Told:
    """The most that can be said of the case; a clerk of long standing knows it from the page. Where nothing fits,
    everything is left out."""
    case = c.case(work)
    own = Told(
        case.case_class or c.tale.dispute.case_class, case.category, case.place_town_id if names_town else None,
        duration_band(case.arose_on, work.today).value, amount_band(case.amount_in_dispute_fen).value, work.today,
    )  # fmt: skip
    register = register_of(work, case.jurisdiction_id)
    needed = setting(work, SETTING, case.jurisdiction_id) + SPARE
    told = most_told(register, register_row(case), own, needed)
    return told or replace(own, category=None, place=None, duration=None, amount=None)


def most_told(register: Register, case: Registered, own: Told, needed: int) -> Told | None:
    """The most that fits `needed` petitioners, on the day of `own` and still some days from then; None where nothing
    does. The amount, how long it has lasted and the narrow kind of matter are given up before the town, by which
    mediators choose."""
    later = own.as_of + timedelta(days=DAYS_UNTIL_RELEASED)
    wanted = sorted([own, *widenings(own)], key=lambda told: told.place is None or told.category is None)
    while wanted and (covered := register.first_covering(wanted, [], needed, case.case_id)) is not None:
        then = replace(covered.told, as_of=later)
        if fits(case, then) and register.covered([then], case.case_id) >= needed:
            return covered.told
        wanted = wanted[wanted.index(covered.told) + 1 :]
    return None


def party_values(somebody: Somebody, role: str) -> dict[str, Any]:
    """One row of the registration form's parties."""
    return {
        "role": role,
        "kind": somebody.kind,
        "minority_name": somebody.minority_name,
        "name": somebody.name,
        "id_number": somebody.id_number,
        "phone": somebody.phone,
        "address": somebody.address,
    }


def unit_ref(work: Work, jurisdiction_id: str, name: str) -> str:
    """The public id of a unit by its name. Raises LookupError for a unit that the banner does not have."""
    memo = ("unit", jurisdiction_id, name)
    if memo not in work.memo:
        found = work.session.query(Department.public_id).filter_by(jurisdiction_id=jurisdiction_id, name_zh=name)
        work.memo[memo] = found.scalar()
    if work.memo[memo] is None:
        raise LookupError(f"{jurisdiction_id} has no unit {name}")
    return str(work.memo[memo])
