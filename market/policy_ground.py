"""Who may do what on the ground: staff, settings, the record. Administrators manage, and read no case."""

from market.policy import Can, Clauses, anyone, audit_admin, auditor, not_by, security_admin, signed_in, system_admin

not_the_proposer = not_by("proposed_by_id", "not_the_proposer", "Not the person who proposed it.")
not_for_oneself = not_by("person_id", "not_for_oneself", "Not the person whom it concerns.")
not_oneself = not_by("id", "not_oneself", "Another person than the one who acts.")

POLICY: dict[Can, Clauses] = {
    Can.SEE_HOME: [[signed_in]],
    Can.CHANGE_PASSWORD: [[signed_in]],
    Can.ACCEPT_INVITATION: [[anyone]],
    Can.INVITE_PERSON: [[system_admin]],
    Can.SEE_STAFF: [[system_admin], [security_admin], [audit_admin]],
    Can.PROPOSE_APPOINTMENT: [[system_admin, not_oneself]],
    Can.CONFIRM_APPOINTMENT: [
        [security_admin, not_the_proposer, not_for_oneself],
        [system_admin, not_the_proposer, not_for_oneself],
    ],
    Can.END_APPOINTMENT: [[system_admin, not_for_oneself], [security_admin, not_for_oneself]],
    Can.DISABLE_ACCOUNT: [[system_admin, not_oneself], [security_admin, not_oneself]],
    Can.RESET_ACCOUNT: [[system_admin, not_oneself]],
    Can.GIVE_LINK_CODE: [[system_admin, not_oneself], [security_admin, not_oneself]],
    Can.SEE_SETTINGS: [[system_admin], [security_admin], [audit_admin], [auditor]],
    Can.PROPOSE_SETTING: [[system_admin]],
    Can.CONFIRM_SETTING: [[security_admin, not_the_proposer], [system_admin, not_the_proposer]],
    Can.READ_RECORD: [[auditor], [audit_admin]],
}
