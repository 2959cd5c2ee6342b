"""What the ground offers to the roof."""

from market.policy_ground import POLICY as POLICY
from market.web.sentences import CONSTRAINTS as CONSTRAINTS
from market.web.sentences import SENTENCES as SENTENCES

__all__ = ["CONSTRAINTS", "POLICY", "SENTENCES"]
