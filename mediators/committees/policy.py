"""The office keeps the register of its banner."""

from market.policy import Can, office_member

POLICY = {Can.MANAGE_COMMITTEES: [[office_member]]}
