"""What the provider's answer means for us: Sent, Rejected when proven unexecuted, and Unknown for all else.

A refusal (4xx) proves it, except 408, 409 and a key used otherwise; a lost answer or a 5xx proves nothing.
"""

from dataclasses import dataclass

import stripe

LONGEST_RETRY_AFTER_SECONDS = 86_400


@dataclass(frozen=True)
class ProviderAccount:
    """A mediator's account at the provider. bank_fingerprint: None before there is a bank account."""

    account_id: str
    payouts_enabled: bool
    bank_fingerprint: str | None


@dataclass(frozen=True)
class Sent:
    """The provider has the order. status: pending, in_transit or paid, as the provider last said."""

    transfer_id: str
    provider_payout_id: str
    status: str


@dataclass(frozen=True)
class Rejected:
    """Proven: no payout to the bank was begun. transfer_id: a transfer that stands all the same."""

    code: str
    message: str
    retry_after_seconds: int | None = None
    transfer_id: str | None = None


@dataclass(frozen=True)
class Unknown:
    """Executed or not, nobody knows yet: look it up with `find` before anything is sent under a new key."""

    reason: str
    retry_after_seconds: int | None = None
    transfer_id: str | None = None


@dataclass(frozen=True)
class Found:
    """What stands at the provider under a reference.

    transfer_id: the transfer; None when there is a payout without one. amount_fen: transferred and not taken
    back. provider_payout_id, status, failure_code: of the payout that lives, else the latest; None when only
    the transfer was made. status: pending, in_transit, paid, failed or canceled.
    """

    transfer_id: str | None
    amount_fen: int
    provider_payout_id: str | None
    status: str | None
    failure_code: str | None


@dataclass(frozen=True)
class NotFound:
    """Under the reference stands no transfer but what was taken back, and no payout but what failed."""


class ProviderRefused(Exception):
    """The provider said no. code: its word for why. retry_after_seconds: when to ask again, or None."""

    def __init__(self, code: str, message: str, retry_after_seconds: int | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.retry_after_seconds = retry_after_seconds


class ProviderUnavailable(Exception):
    """The provider gave no answer that can be relied on. reason: as in Unknown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def verdict(problem: stripe.StripeError, transfer_id: str | None = None) -> Rejected | Unknown:
    """Rejected when the refusal proves that nothing was executed, else Unknown."""
    if not proves_unexecuted(problem):
        return Unknown(reason_of(problem), retry_after(problem), transfer_id)
    code = _code(problem) or f"http_{problem.http_status}"
    return Rejected(code, problem.user_message or "", retry_after(problem), transfer_id)


def _code(problem: stripe.StripeError) -> str | None:
    """The provider's word for why, read from the body: the library leaves it out of some errors (429)."""
    body = problem.json_body if isinstance(problem.json_body, dict) else {}
    error = body.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) else None


def proves_unexecuted(problem: stripe.StripeError) -> bool:
    """Whether this refusal can only mean that the request was not executed."""
    status = problem.http_status or 0
    # A key in use (409) or used with other parameters (400) says nothing about what was done under it before.
    return 400 <= status < 500 and status not in (408, 409) and not isinstance(problem, stripe.IdempotencyError)


def reason_of(problem: stripe.StripeError) -> str:
    """Why nothing is known: no_answer, in_progress, key_used_otherwise, server_error or http_<status>."""
    if isinstance(problem, stripe.APIConnectionError) or problem.http_status is None:
        return "no_answer"
    if problem.http_status == 409:
        return "in_progress"
    if isinstance(problem, stripe.IdempotencyError):
        return "key_used_otherwise"
    return "server_error" if problem.http_status >= 500 else f"http_{problem.http_status}"


def retry_after(problem: stripe.StripeError) -> int | None:
    """Seconds of the Retry-After header (RFC 9110, 10.2.3), a day at most; None for none or a date."""
    given = {name.lower(): value for name, value in (problem.headers or {}).items()}.get("retry-after", "")
    if not (given.isascii() and given.isdecimal()):
        return None
    return min(int(given[:9]), LONGEST_RETRY_AFTER_SECONDS)


def raised(problem: stripe.StripeError) -> ProviderRefused | ProviderUnavailable:
    """The same judgement as an exception."""
    answer = verdict(problem)
    if isinstance(answer, Unknown):
        return ProviderUnavailable(answer.reason)
    return ProviderRefused(answer.code, answer.message, answer.retry_after_seconds)
