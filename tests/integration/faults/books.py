"""One banner's year as a machine: whatever finance, the office and the provider do, rightly or wrongly."""

from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import func, select

from demo.cast import OTOG_FRONT
from listings.publication import services as publication
from listings.publication.models import Listing
from market.record.models import RecordEvent
from mediators.vetting.models import Mediator
from payouts.budget import services as budget
from payouts.budget.models import BudgetPaper, FiscalYear
from payouts.ledger.queries import balances_by_line, balances_of_promise
from payouts.ledger.verify import verify
from payouts.ledger.vocabulary import OF_A_PROMISE
from payouts.ledger.vocabulary import AccountKind as K
from payouts.payees.models import Payee
from payouts.payees.services import take_over
from payouts.payments import services as payments
from payouts.payments.models import Payout
from payouts.payments.services_sending import Instruction, begin_sending, take_answer, take_found
from payouts.provider import Found, NotFound, ProviderAccount, Rejected, Sent, Unknown
from payouts.rewards import services as rewards
from payouts.rewards.models import Reward
from tests.integration.faults.town import attempted, earned, sound, where_it_should_stand
from tests.integration.payouts import stories
from tests.integration.payouts.stories import YUAN

WHICH = st.integers(0, 5)
REASON = st.sampled_from(["文号有误", "金额有误", "重来", " "])
# Most steps are right; some are taken by the wrong person, some on something that is not in the state for it.
SLIP = st.sampled_from(["", "", "", "", "who", "what"])
AT_WORK = ["sending", "unknown", "in_transit"]
WITH_A_PAYEE = ["prepared", "approved", "unknown", "in_transit", "failed"]
ANSWERS = ["pending", "paid", "failed", "refused", "rate_limit", "lost", "killed"]
STANDS = ["nothing", "transfer alone", "pending", "paid", "paid", "failed", "other amount"]
OTHERS = {"preparer": "approver", "approver": "preparer", "reviewer": "clerk"}


class Books(RuleBasedStateMachine):
    """One banner's year. `reached` counts what came about, so that a machine that only idles is noticed."""

    def __init__(self, clone, reached):
        super().__init__()
        self.database, self.reached = clone(), reached
        self.number = 100
        self.there = Counter()

    def on(self, name, slip, who, model, states, which, act):
        """Let `act(work, row)` be done by this person to a row in one of these states; or by another, or to any."""
        who = OTHERS[who] if slip == "who" and who in OTHERS else who

        def found(work, actors):
            query = select(model).order_by(model.id)
            query = query if slip == "what" or not states else query.where(model.status.in_(states))
            rows = work(actors.system).session.scalars(query).all()
            if rows:
                act(work(getattr(actors, who)), rows[which % len(rows)])

        self.reached[name, attempted(self.database, found)] += 1

    @rule(slip=SLIP, line=st.sampled_from(["rewards_a", "rewards_b"]), yuan=st.sampled_from([1, 7_999, 8_000, 30_000]))
    def prepare_paper(self, slip, line, yuan):
        self.number += 1

        def act(piece, year):
            budget.prepare_paper(
                piece, year, kind="supplement", line=line, amount_fen=yuan * YUAN,
                document_number=f"{self.number}号", note="",
            )  # fmt: skip

        self.on("paper prepared", slip, "preparer", FiscalYear, (), 0, act)

    @precondition(lambda self: self.there["budget_paper", "prepared"])
    @rule(slip=SLIP, which=WHICH, approve=st.sampled_from([True, True, False]), reason=REASON)
    def decide_paper(self, slip, which, approve, reason):
        def act(piece, paper):
            if approve:
                budget.approve_paper(piece, paper)
            else:
                budget.reject_paper(piece, paper, reason=reason)

        name = "paper approved" if approve else "paper rejected"
        self.on(name, slip, "approver", BudgetPaper, ["prepared"], which, act)

    @precondition(lambda self: self.there["listing", "in_review"])
    @rule(slip=SLIP, which=WHICH)
    def release(self, slip, which):
        self.on("released", slip, "reviewer", Listing, ["in_review"], which, publication.release)

    @precondition(lambda self: self.there["listing", "published"])
    @rule(slip=SLIP, which=WHICH, how=st.sampled_from(["withdraw", "end_mediation"]))
    def take_down(self, slip, which, how):
        code = {"withdraw": "resolved_otherwise", "end_mediation": "party_refused"}[how]
        take_down = getattr(publication, how)
        self.on(
            "taken down", slip, "reviewer", Listing, ["published"], which,
            lambda piece, listing: take_down(piece, listing, end_code=code),
        )  # fmt: skip

    @precondition(lambda self: self.there["listing", "published"])
    @rule(which=WHICH)
    def earn(self, which):
        def act(work, actors):
            session = work(actors.system).session
            listing = session.scalars(select(Listing).where(Listing.status == "published").order_by(Listing.id)).first()
            mediators = session.scalars(select(Mediator).order_by(Mediator.id)).all()
            earned(work, actors, listing, mediators[which % len(mediators)])

        self.reached["earned", attempted(self.database, act)] += 1

    @precondition(lambda self: self.there["reward", "due"] or self.there["reward", "refusal_proposed"])
    @rule(slip=SLIP, which=WHICH, step=st.sampled_from(["propose_refusal", "keep", "refuse"]), reason=REASON)
    def refuse_reward(self, slip, which, step, reason):
        who, states, words = {
            "propose_refusal": ("preparer", ["due"], {"reason": reason}),
            "keep": ("approver", ["refusal_proposed"], {"note": reason}),
            "refuse": ("approver", ["refusal_proposed"], {"note": reason}),
        }[step]
        take = getattr(rewards, step)
        self.on(step, slip, who, Reward, states, which, lambda piece, reward: take(piece, reward, **words))

    @precondition(lambda self: self.there["reward", "due"])
    @rule(slip=SLIP, which=WHICH)
    def prepare_payout(self, slip, which):
        self.on("payout prepared", slip, "preparer", Reward, ["due"], which, payments.prepare_payout)

    @precondition(lambda self: self.there["payout", "prepared"])
    @rule(slip=SLIP, which=WHICH, approve=st.sampled_from([True, True, True, False]), reason=REASON)
    def decide_payout(self, slip, which, approve, reason):
        def act(piece, payout):
            if approve:
                payments.approve(piece, payout)
            else:
                payments.reject(piece, payout, reason=reason)

        name = "payout approved" if approve else "payout rejected"
        self.on(name, slip, "approver", Payout, ["prepared"], which, act)

    @precondition(lambda self: self.there["payout", "approved"] or self.there["payout", "sending"])
    @rule(
        slip=SLIP,
        which=WHICH,
        answer=st.sampled_from(ANSWERS),
    )
    def send(self, slip, which, answer):
        """The sender's first half, the provider's answer, and the second half, unless it is killed in between."""
        orders: list[Instruction] = []
        self.on(
            "begun", slip, "system", Payout, ["approved", "sending"], which,
            lambda piece, payout: orders.extend(order for order in [begin_sending(piece, payout)] if order),
        )  # fmt: skip
        if not orders or answer == "killed":
            return
        order = orders[0]
        said = {
            "refused": Rejected("payouts_not_allowed", "no"),
            "rate_limit": Rejected("rate_limit", "later", retry_after_seconds=2),
            "lost": Unknown("timeout"),
        }.get(answer) or Sent(f"tr_{order.payout_ref}", f"po_{order.idempotency_key}", answer)

        def take(work, actors):
            piece = work(actors.system)
            payout = piece.session.scalars(select(Payout).where(Payout.public_id == order.payout_ref)).one()
            take_answer(piece, payout, order.attempt, said)

        for _ in range(2):  # the queue may run a job twice
            self.reached["answered", attempted(self.database, take)] += 1

    @precondition(lambda self: any(self.there["payout", state] for state in AT_WORK))
    @rule(
        slip=SLIP,
        which=WHICH,
        stands=st.sampled_from(STANDS),
        proof_seconds=st.sampled_from([0, 0, 180]),
        back=st.sampled_from([0, 0, 0, 1]),
    )
    def look_up(self, slip, which, stands, proof_seconds, back):
        def act(piece, payout):
            ref, attempt = payout.public_id, payout.attempt - back
            amount = payout.net_fen + (stands == "other amount")
            known = None if stands == "transfer alone" else f"po_{ref}-{attempt}"
            status = "paid" if stands == "other amount" else stands
            found = Found(f"tr_{ref}", amount, known, status if known else None, None)
            take_found(piece, payout, attempt, NotFound() if stands == "nothing" else found, proof_seconds)

        self.on("looked up", slip, "system", Payout, AT_WORK, which, act)

    @precondition(lambda self: self.there["payout", "failed"])
    @rule(slip=SLIP, which=WHICH)
    def send_again(self, slip, which):
        self.on("sent again", slip, "preparer", Payout, ["failed"], which, payments.send_again)

    @precondition(lambda self: self.there["payout", "failed"])
    @rule(slip=SLIP, which=WHICH, reason=REASON)
    def give_up(self, slip, which, reason):
        self.on(
            "given up", slip, "approver", Payout, ["failed"], which,
            lambda piece, payout: payments.give_up(piece, payout, reason=reason),
        )  # fmt: skip

    @rule(which=WHICH, steps=st.integers(3, 6), answer=st.sampled_from(ANSWERS), stands=st.sampled_from(STANDS))
    def go_on(self, which, steps, answer, stands):
        """The right person takes the next right step, several times over: so most of the way is walked."""
        for place in (0, 1):
            self.payee_changes(place, True, "same")
        ways = {
            ("payout", "in_transit"): lambda: self.look_up("", which, stands, 0, 0),
            ("payout", "unknown"): lambda: self.look_up("", which, stands, 0, 0),
            ("payout", "approved"): lambda: self.send("", which, answer),
            ("payout", "sending"): lambda: self.send("", which, answer),
            ("payout", "failed"): lambda: self.send_again("", which),
            ("payout", "prepared"): lambda: self.decide_payout("", which, True, ""),
            ("reward", "due"): lambda: self.prepare_payout("", which),
        }
        for _ in range(steps):
            self.look_around()
            for what, take in ways.items():
                if self.there[what]:
                    take()
                    break

    @precondition(lambda self: any(self.there["payout", state] for state in WITH_A_PAYEE))
    @rule(which=WHICH, able=st.sampled_from([True, True, False]), bank=st.sampled_from(["same", "same", "another"]))
    def payee_changes(self, which, able, bank):
        def act(piece, payee):
            account = payee.provider_account_id
            fingerprint = f"bank of {account}" if bank == "same" else "another"
            take_over(piece, payee, ProviderAccount(account, able, fingerprint))

        self.on("payee", "", "system", Payee, (), which, act)

    def look_around(self):
        """What there is now, by its state."""
        with self.database.session() as session:
            self.there = Counter(
                (model.__tablename__, status)
                for model in (BudgetPaper, Listing, Reward, Payout)
                for status in session.scalars(select(model.status))
            )

    @invariant()
    def the_books_balance(self):
        self.look_around()
        with self.database.session() as session:
            assert verify(session).faults == ()
            piece = stories.in_session(session, None)
            approved = dict(
                session.execute(
                    select(BudgetPaper.line, func.sum(BudgetPaper.amount_fen))
                    .where(BudgetPaper.status == "approved")
                    .group_by(BudgetPaper.line)
                ).all()
            )
            for line, sums in balances_by_line(piece, OTOG_FRONT, piece.today.year).items():
                assert sums[K.AVAILABLE] >= 0
                assert sums[K.APPROPRIATED] == approved[line.value]
                assert sums[K.APPROPRIATED] == sums[K.AVAILABLE] + sum(sums[kind] for kind in OF_A_PROMISE)
            for reward in session.scalars(select(Reward)):
                stands = {k: fen for k, fen in balances_of_promise(piece, reward.listing_id).by_kind.items() if fen}
                assert stands == where_it_should_stand(session, reward), (reward.status, reward.public_id)

    def teardown(self):
        with self.database.session() as session:
            self.reached.update(session.scalars(select(RecordEvent.name)).all())
        sound(self.database)
        self.database.engine.dispose()
