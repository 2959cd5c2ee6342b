"""Who may do what on the ground: staff, settings, the record. Administrators manage, and read no case."""

from market.policy import Can, Clauses, audit_admin, auditor, security_admin, signed_in, system_admin

POLICY: dict[Can, Clauses] = {
    Can.SEE_HOME: [[signed_in]],
    Can.INVITE_PERSON: [[system_admin]],
    Can.SEE_STAFF: [[system_admin], [security_admin], [audit_admin]],
    Can.PROPOSE_APPOINTMENT: [[system_admin]],
    Can.CONFIRM_APPOINTMENT: [[security_admin]],
    Can.END_APPOINTMENT: [[system_admin], [security_admin]],
    Can.DISABLE_ACCOUNT: [[system_admin], [security_admin]],
    Can.RESET_ACCOUNT: [[system_admin]],
    Can.SEE_SETTINGS: [[system_admin], [security_admin], [audit_admin], [auditor]],
    Can.PROPOSE_SETTING: [[system_admin]],
    Can.CONFIRM_SETTING: [[security_admin]],
    Can.READ_RECORD: [[auditor], [audit_admin]],
}
