"""Only the mediator to whom a case is granted logs its sessions."""

from market.policy import Can, Clauses
from mediators.claims.policy import own_claim

POLICY: dict[Can, Clauses] = {Can.LOG_SESSION: [[own_claim]]}
