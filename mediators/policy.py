"""The floor's permissions, merged from its features."""

from market.policy import Can, Clauses
from mediators.claims.policy import POLICY as CLAIMS
from mediators.committees.policy import POLICY as COMMITTEES
from mediators.vetting.policy import POLICY as VETTING
from mediators.workspace.policy import POLICY as WORKSPACE

POLICY: dict[Can, Clauses] = {**COMMITTEES, **VETTING, **CLAIMS, **WORKSPACE}
