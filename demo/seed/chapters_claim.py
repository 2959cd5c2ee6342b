"""From the claims to the mediation, and every way in which a claim ends before an agreement."""

from demo.seed import phrases
from demo.seed.script import Chronicle, Script
from listings.cases.queries import active_parties
from market.work import Work
from mediators.claims import services, services_ending, services_parties
from mediators.vetting import services as vetting
from mediators.workspace.services import log_session, open_parties


def claim(s: Script, count: int = 1, *, first_gap: tuple[int, int] = (2, 9)) -> None:
    """The first `count` mediators of the script claim the listing, each with a plan."""
    for number in range(count):
        plan, relations = s.one_of(phrases.PLANS), s.one_of(phrases.RELATIONS)
        days = {"A": 90, "B": 60, "C": 30}[s.dispute.case_class] * s.random.randint(5, 9) // 10
        visits = s.days(2, 6)

        def do(
            work: Work,
            c: Chronicle,
            plan: str = plan,
            relations: str = relations,
            days: int = days,
            visits: int = visits,
        ) -> None:
            made = services.make(
                work, c.listing(work), plan_approach=plan, plan_days=days, plan_visits=visits,
                relations_declared=relations,
            )  # fmt: skip
            c.claims.append(made.id)

        s.add(s.days(*(first_gap if number == 0 else (0, 3))), s.mediators[number], do)


def propose(s: Script, gap: int | None = None) -> None:
    """A reviewer proposes the claim at work to the parties."""
    number = s.live
    s.add(
        s.days(1, 4) if gap is None else gap, s.reviewer,
        lambda work, c: services.propose(work, c.claim(work, number)),
    )  # fmt: skip


def answers(s: Script, *, last: str = "accepted", note: str = "", gap: int | None = None) -> None:
    """The clerk records what each party says; the last one's word may differ, and may end it all."""
    number = s.live
    evidence = [s.one_of(("written", "oral", "message")) for _ in s.dispute.parties]

    def do(work: Work, c: Chronicle) -> None:
        parties = active_parties(work.session, c.case_id)
        for place, (party, how) in enumerate(zip(parties, evidence, strict=True), start=1):
            final = place == len(parties)
            services_parties.record_answer(
                work, c.claim(work, number), party=party.public_id, answer=last if final else "accepted",
                answered_on=work.today, evidence=how, note=note if final else "",
            )  # fmt: skip

    s.add(s.days(1, 4) if gap is None else gap, s.clerk, do)


def some_answers(s: Script) -> None:
    """Only the first party has answered so far."""
    number = s.live

    def do(work: Work, c: Chronicle) -> None:
        party = active_parties(work.session, c.case_id)[0]
        services_parties.record_answer(
            work, c.claim(work, number), party=party.public_id, answer="accepted", answered_on=work.today,
            evidence="oral",
        )  # fmt: skip

    s.add(s.days(1, 2), s.clerk, do)


def grant(s: Script) -> None:
    """A reviewer grants: the time limit starts, and the mediator may open the parties' details."""
    number = s.live
    s.add(s.days(0, 2), s.second_reviewer, lambda work, c: services_parties.grant(work, c.claim(work, number)))


def proposed_and_granted(s: Script) -> None:
    """Proposed, accepted by every party, granted."""
    propose(s)
    answers(s)
    grant(s)


def mediate(s: Script, sessions: int) -> None:
    """The mediator opens the file and logs some sessions: the scenario's own, then what always comes."""
    number = s.live
    summaries = (*s.dispute.scenario.sessions, *phrases.MORE_SESSIONS)
    s.add(
        s.days(0, 1), s.mediator,
        lambda work, c: open_parties(work, c.claim(work, number), purpose="contact_parties"),
    )  # fmt: skip
    for index in range(sessions):
        values = {
            "place": s.one_of(phrases.PLACES).format(town=s.dispute.town),
            "present": s.one_of(phrases.PRESENT),
            "method": phrases.METHODS[index % len(phrases.METHODS)],
            "summary": summaries[index % len(summaries)],
            "next_step": s.one_of(phrases.NEXT_STEPS),
        }

        def do(work: Work, c: Chronicle, values: dict[str, str] = values) -> None:
            log_session(work, c.claim(work, number), held_on=work.today, **values)

        s.add(s.slow_days(1, 4), s.mediator, do)


def decline(s: Script, number: int) -> None:
    """A reviewer declines one of the claims."""
    reason = s.one_of(phrases.DECLINE_REASONS)
    s.add(
        s.days(1, 4), s.reviewer,
        lambda work, c: services_ending.decline(work, c.claim(work, number), reason=reason),
    )  # fmt: skip


def withdraw_claim(s: Script, number: int) -> None:
    """A mediator withdraws a claim of their own."""
    reason = s.one_of(phrases.WITHDRAW_CLAIM_REASONS)
    s.add(
        s.days(1, 4), s.mediators[number],
        lambda work, c: services_ending.withdraw(work, c.claim(work, number), reason=reason),
    )  # fmt: skip


def relinquish(s: Script) -> None:
    """The mediator gives the granted case back."""
    number, reason = s.live, s.one_of(phrases.RELINQUISH_REASONS)
    s.add(
        s.slow_days(2, 4), s.mediator,
        lambda work, c: services_ending.relinquish(work, c.claim(work, number), reason=reason),
    )  # fmt: skip


def replace(s: Script) -> None:
    """A reviewer replaces the granted mediator."""
    number = s.live
    code, reason = s.random.choice(phrases.REPLACE_REASONS)
    s.add(
        s.slow_days(3, 6), s.reviewer,
        lambda work, c: services_ending.replace(work, c.claim(work, number), replace_code=code, reason=reason),
    )  # fmt: skip


def suspend_mediator(s: Script) -> None:
    """A reviewer suspends the mediator, and with it every unsettled claim."""
    number = s.live

    def do(work: Work, c: Chronicle) -> None:
        vetting.suspend(work, c.claim(work, number).mediator, reason=phrases.SUSPEND_REASON)

    s.add(s.slow_days(2, 4), s.reviewer, do)
