"""What the vault refuses, in words."""

from market.text import N_

SENTENCES = {
    "needs_opening": N_(
        "State a purpose first: personal data is shown for 30 minutes after you say what you need it for."
    ),
    "purpose_unknown": N_("Choose the purpose from the list."),
    "vault_key_destroyed": N_("This personal data has been erased for good; nobody can read it any more."),
    "vault_damaged": N_("This personal data does not match its seal and is not shown. Tell the system administrator."),
    "vault_not_for_administrators": N_("An administrator opens no personal data. Ask the office."),
    "vault_keys_are_held": N_("%(left)d are held by work under way. Run the same command again in a moment."),
    "vault_key_unknown": N_("No old key of the key file has this id: `flask vault keys` lists them."),
    "vault_key_is_primary": N_("This key is the one in use. Run `flask vault rotate` first; then it can be retired."),
    "vault_key_in_use": N_("%(left)d are still made with an old key. Run `flask vault rotate` again to move them."),
    "vault_work_goes_on": N_("Work that began before the retirement goes on. Run the same command again in a moment."),
    "vault_key_changed": N_("The keys were changed at this very moment. Nothing was kept; send it once more."),
}
CONSTRAINTS = {
    "made_with_a_key_in_use": "vault_key_changed",
    "opening_not_by_an_administrator": "vault_not_for_administrators",
    "sealed_under_a_living_key": "vault_key_destroyed",
    "data_key_lives_once": "vault_key_destroyed",
}
