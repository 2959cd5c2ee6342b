"""What no law fixes about listings: dated, so that a listing keeps what held when it was released."""

from market.settings.dated import Dated, Kind
from market.text import N_

SETTINGS = {
    "days_allowed_a": Dated(Kind.DAYS, 90, N_("Days a mediator has for a class A case"), smallest=1, largest=366),
    "days_allowed_b": Dated(Kind.DAYS, 60, N_("Days a mediator has for a class B case"), smallest=1, largest=366),
    "days_allowed_c": Dated(Kind.DAYS, 30, N_("Days a mediator has for a class C case"), smallest=1, largest=366),
    "reward_a_fen": Dated(Kind.FEN, 800_000, N_("Reward for a class A case"), smallest=1),
    "reward_b_fen": Dated(Kind.FEN, 500_000, N_("Reward for a class B case"), smallest=1),
    "reward_c_fen": Dated(Kind.FEN, 200_000, N_("Reward for a class C case"), smallest=1),
    "petitioners_alike": Dated(
        Kind.NUMBER,
        5,
        N_("Different petitioners that what is published must fit at the least"),
        smallest=2,
        largest=1000,
    ),
    "claim_window_days": Dated(
        Kind.DAYS, 45, N_("Days for which a released listing receives claims"), smallest=1, largest=366
    ),
    "question_cutoff_days": Dated(
        Kind.DAYS, 3, N_("Days before claim-by on which the last questions are asked"), smallest=0, largest=60
    ),
    "refused_questions_a_day": Dated(
        Kind.NUMBER,
        5,
        N_("Questions that give something away, until a person has to wait a day"),
        smallest=1,
        largest=50,
    ),
    "reopened_window_days": Dated(
        Kind.DAYS, 30, N_("Days for which a reopened listing receives claims"), smallest=1, largest=366
    ),
    "private_data_kept_days": Dated(
        Kind.DAYS,
        3_650,
        N_("Days for which the personal data of a closed case is kept"),
        smallest=180,
        largest=36_500,
    ),
    "person_searches_an_hour": Dated(
        Kind.NUMBER,
        20,
        N_("Searches for a person that one member of the office may make in an hour"),
        smallest=1,
        largest=1_000,
    ),  # fmt: skip
}
