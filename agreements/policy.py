"""The floor's permissions, merged from its features."""

from agreements.confirmation.policy import POLICY as CONFIRMATION
from agreements.drafting.policy import POLICY as DRAFTING
from agreements.signing.policy import POLICY as SIGNING
from market.policy import Can, Clauses

POLICY: dict[Can, Clauses] = {**DRAFTING, **SIGNING, **CONFIRMATION}
