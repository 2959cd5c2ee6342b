"""Flask-Login carries a random secret in the signed cookie; the database decides at every request what it is worth."""

from typing import Any

from flask import g
from flask_login import LoginManager, UserMixin

from market.actor import Actor
from market.people.queries import actor_by_secret

login_manager = LoginManager()
login_manager.session_protection = None  # the secret itself is renewed at sign-in and ended in the database


class SignedIn(UserMixin):
    """The person behind this request's session. `get_id` is the session's secret, never an id."""

    def __init__(self, secret: str, actor: Actor) -> None:
        self.secret = secret
        self.actor = actor

    def get_id(self) -> str:
        return self.secret


@login_manager.user_loader
def load(secret: str) -> SignedIn | None:
    """Look the secret up in the present work's transaction."""
    work: Any = g.get("work")
    actor = None if work is None else actor_by_secret(work.session, secret, work.now)
    return None if actor is None else SignedIn(secret, actor)
