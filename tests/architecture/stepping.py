"""One step of one row, by somebody who may take it and with facts that its guards take; undone again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agreements.confirmation.models import Confirmation
from agreements.drafting.models import Agreement
from agreements.drafting.standstill import CLAIM_LIMIT
from listings.closing.models import Closing
from listings.publication import services as publication
from market.actor import SYSTEM_ACTOR
from market.clocks.queries import run_for
from market.database import constraint_of, database_now
from market.lifecycle import SYSTEM, Lifecycle, Step
from market.people.models import Account
from market.people.queries import actor_of
from market.policy import allowed
from market.refusals import Refused
from market.work import Work

REASON = {"reason": "另有原因"}
HASH = "0" * 64
# What the guards and the events of all lifecycles want to be told; where two want opposite things, see FITTING.
FACTS: dict[str, Any] = REASON | {
    "note": "另有原因", "class_reason": "难度大", "difficulty_reason": "年代久",
    "merit_reason": "有据", "return_reason": "请写明年限", "case_class": "A",
    "proposed_class": "A", "agrees": True, "all_accepted": True, "dismissed": True, "claim_stands": False,
    "second_date_passed": True, "marks": 0, "unverified": 0, "pending": False, "granted_claims": 0,
    "claims_ended": 0, "same_person": False, "year_closed": False, "unmet_label": None, "role": "auditor",
    "setting": "", "value": 9, "line": "rewards_a", "ground": "other", "hash": HASH, "version": 1,
    "within_limit": True, "days_left": 9, "replace_code": "absent", "trouble": "timeout", "attempt": 1,
    "days_allowed": 90, "provider_payout_id": "po_9", "reward_fen": 0, "rows": 1, "valid": 1, "known": 0, "faults": 0,
    "cases": 1, "passed_over": 0, "refusal": "file_lost", "answer": "双方都愿意谈。", "findings": [],
    "close_code": "settled_elsewhere", "in_preparation": False,
}  # fmt: skip
FITTING: dict[str, dict[str, Any]] = {
    "claim.end_unanswered": {"all_accepted": False},
    "listing.withdraw": {"end_code": "entered_court"},
    "listing.end_mediation": {"end_code": "party_refused"},
}
END = {"end_reason": "另有原因"}
TODAY, TOMORROW, CLERK = "today", "tomorrow", "clerk"
# Columns that a service fills in before it asks for the step, because a constraint or a guard looks at them.
FILLED_IN: dict[str, dict[str, Any]] = {
    "petition_case.classify": {
        "case_class": "A", "proposed_class": "A", "difficulty": "hard", "difficulty_reason": "年代久",
        "merit": "partly", "merit_reason": "有据", "classified_on": TODAY,
        "classified_by_id": CLERK,
    },
    "petition_case.close_unlisted": {"close_code": "settled_elsewhere", "closed_by_id": CLERK},
    "case_import.refuse": {"refusal": "file_lost"},
    "listing.release": {"reward_fen": 800_000, "days_allowed": 90, "claim_by": TOMORROW},
    "listing.withdraw": {"end_code": "entered_court"},
    "listing.end_mediation": {"end_code": "party_refused"},
    "listing_question.answer": {"answer": "双方都愿意谈。"},
    "listing_question.return": {"return_reason": "另有原因"},
    "listing_question.decline": {"decline_reason": "另有原因"},
    "mediator.reject": {"status_reason": "另有原因"},
    "mediator.suspend": {"status_reason": "另有原因"},
    "claim.grant": {"days_allowed": 90},
    "claim.decline": END,
    "claim.suspend": END,
    "claim.relinquish": END,
    "claim.replace": END | {"replace_code": "absent"},
    "agreement.open_signing": {"frozen_hash": HASH},
    "agreement.abandon": END,
    "agreement.refuse": END,
    "agreement.take_effect": {"took_effect_on": TODAY, "file_by": TOMORROW},
    "confirmation.accept": {"accepted_on": TODAY},
    "confirmation.refuse_acceptance": {"ended_on": TODAY, "not_accepted_ground": "other"},
    "confirmation.withdraw": {"ended_on": TODAY},
    "confirmation.record_ruling": {
        "outcome": "effective", "ruling_number": "1", "ruled_on": TODAY, "served_on": TODAY,
    },
    "confirmation.return_ruling": {"ruling_return_reason": "另有原因"},
    "budget_paper.reject": REASON,
    "payee.open": {"provider_account_id": "acct_9"},
    "payee.enable": {"bank_fingerprint": "fingerprint-9"},
    "payout.reject": REASON,
    "payout.give_up": REASON,
    "payout.sent": {"provider_payout_id": "po_9"},
    "erasure.refuse": {"note": "另有原因"},
    "dispute_separation.refuse": {"note": "另有原因"},
    "case_closing.return": {"note": "另有原因"},
    "reward.propose_refusal": {"refusal_reason": "另有原因"},
}  # fmt: skip


@dataclass
class Tried:
    """What came of it: the state it led to, or why it was refused; whether a refusal left anything behind."""

    state: str
    refused: Refused | None = None
    wrote: bool = False


class Stepper:
    """Tries steps in one session; each try is rolled back."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.now = database_now(session)
        accounts = session.scalars(select(Account).order_by(Account.id))
        everybody = [SYSTEM_ACTOR, *(actor_of(session, account, self.now) for account in accounts)]
        self.asking = [self._work(actor) for actor in everybody]

    def tries(self, lifecycle: Lifecycle, step: Step, row: Any, *, fill_in: bool = False) -> Iterator[Tried]:
        """The step by each who may take it, one after the other; with what its service fills in, if wanted."""
        for work in self.asking:
            if work.actor.is_system if step.who is SYSTEM else allowed(work, step.who, row):  # type: ignore[arg-type]
                yield self._try(lifecycle, step, row, self._work(work.actor), fill_in=fill_in)

    def by_nobody(self, lifecycle: Lifecycle, step: str, row: Any) -> Tried:
        """The step by the first account, when nobody may take it."""
        return self._try(lifecycle, lifecycle.steps[step], row, self._work(self.asking[1].actor), fill_in=False)

    def _work(self, actor: Any) -> Work:
        return Work(self.session, actor, self.now, request_id="steps")

    def _try(self, lifecycle: Lifecycle, step: Step, row: Any, work: Work, *, fill_in: bool) -> Tried:
        name = f"{row.__tablename__}.{step.name}"
        facts, before = self._facts(name, row), self.said(row)
        frame = self.session.begin_nested()
        try:
            if fill_in:
                self._fill_in(name, row)
            lifecycle.apply(work, step.name, row, **facts)
            return Tried(row.status)
        except Refused as refused:
            self.session.flush()
            return Tried(row.status, refused, wrote=bool(work.told) or self.said(row) != before)
        except IntegrityError as error:
            return Tried("", Refused(constraint_of(error) or str(error.orig)))
        finally:
            frame.rollback()
            self.session.expire_all()

    def said(self, row: Any) -> str:
        """All of the row, as the database says it."""
        statement = text(f"SELECT t::text FROM {row.__tablename__} t WHERE id = :id")
        return str(self.session.execute(statement, {"id": row.id}).scalar_one())

    def _facts(self, name: str, row: Any) -> dict[str, Any]:
        """Plausible facts for any step, with the row's own sums and today for every day."""
        work = self._work(SYSTEM_ACTOR)
        days = (
            "today",
            "accepted_on",
            "ended_on",
            "ruled_on",
            "served_on",
            "took_effect_on",
            "limit_last_day",
            "kept_until",
        )
        own = {column: getattr(row, column, 0) for column in ("net_fen", "tax_fen", "amount_fen", "fiscal_year")}
        soon = {"effective_from": work.today, "claim_by": work.today + timedelta(days=30)}
        facts = FACTS | own | dict.fromkeys(days, work.today) | soon | FITTING.get(name, {})
        if name in ("listing.submit", "listing.release"):
            facts["grounds"] = publication.grounds(work, row)
            facts["found_label"] = ""
        if name == "listing.renew" and row.claim_by is not None:
            facts["claim_by"] = row.claim_by + timedelta(days=1)
        if name == "listing.expire" and row.claim_by is not None:
            facts["today"] = row.claim_by + timedelta(days=1)
        return facts

    def _fill_in(self, name: str, row: Any) -> None:
        """All columns at once, as the database keeps each of them from then on."""
        today = self._work(SYSTEM_ACTOR).today
        read = {TODAY: today, TOMORROW: today + timedelta(days=1), CLERK: self.asking[1].actor.person_id}
        values = {column: read.get(value, value) for column, value in FILLED_IN.get(name, {}).items()}
        if name == "agreement.take_effect":
            run = run_for(self._work(SYSTEM_ACTOR), CLAIM_LIMIT, row.claim)
            values["limit_last_day"] = today if run is None else run.last_day
        if name == "reward.fall_due":
            values |= self._who_earned(row)
        for column, value in values.items():
            setattr(row, column, value)
        if name == "petition_case.close_unlisted":
            self._confirmed(row)
        if name == "dispute_separation.confirm":
            self._move(row)

    def _confirmed(self, case: Any) -> None:
        """Two persons have decided that the case is closed: the next account proposed it, the first confirmed it."""
        first, second = (asking.actor.person_id for asking in self.asking[1:3])
        closing = Closing(
            jurisdiction_id=case.jurisdiction_id, case_id=case.id, close_code=case.close_code, proposed_at=self.now,
            proposed_by_id=second,
        )  # fmt: skip
        self.session.add(closing)
        self.session.flush()
        closing.status, closing.decided_at, closing.decided_by_id = "confirmed", self.now, first
        self.session.flush()

    def _move(self, separation: Any) -> None:
        """The case goes while its separation waits, as the service lets it go."""
        separation.new_dispute_id = "a dispute of its own"
        self.session.flush()
        separation.case.dispute_id = separation.new_dispute_id
        self.session.flush()

    def _who_earned(self, reward: Any) -> dict[str, int]:
        wanted = select(Confirmation).join(Agreement).where(Agreement.listing_id == reward.listing_id)
        found = self.session.scalars(wanted).first()
        if found is None:
            return {}
        claim = found.agreement.claim
        return {"claim_id": claim.id, "mediator_id": claim.mediator_id, "confirmation_id": found.id}
