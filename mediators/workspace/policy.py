"""Only the mediator to whom a case is granted logs its sessions."""

from market.policy import Can
from mediators.claims.policy import own_claim

POLICY = {Can.LOG_SESSION: [[own_claim]]}
