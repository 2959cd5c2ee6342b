"""The office keeps the register of its banner."""

from market.policy import Can, Clauses, office_member

POLICY: dict[Can, Clauses] = {Can.MANAGE_COMMITTEES: [[office_member]]}
