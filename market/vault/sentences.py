"""What the vault refuses, in words."""

from market.text import N_

SENTENCES = {
    "needs_opening": N_(
        "State a purpose first: personal data is shown for 30 minutes after you say what you need it for."
    ),
    "purpose_unknown": N_("Choose the purpose from the list."),
    "vault_key_destroyed": N_("This personal data has been erased for good; nobody can read it any more."),
    "vault_damaged": N_("This personal data does not match its seal and is not shown. Tell the system administrator."),
}
CONSTRAINTS = {
    "sealed_under_a_living_key": "vault_key_destroyed",
    "data_key_lives_once": "vault_key_destroyed",
}
