"""What people are told about agreements; facts are titles of public texts, numbers and days, never a name."""

from market.text import N_

NOTICES = {
    "agreement_to_sign": N_("An agreement is open for signing: %(title)s"),
    "agreement_refused": N_("A party did not sign the agreement: %(title)s"),
    "agreement_signed": N_("All have signed; verify the marks, then file with the court by %(file_by)s: %(title)s"),
    "agreement_in_effect": N_("The agreement has taken effect: %(title)s"),
    "agreement_to_file": N_("To be filed with the court by %(file_by)s: %(title)s"),
    "agreement_to_vary": N_("The court dismissed the application; mediation goes on for %(days_left)s days: %(title)s"),
    "agreement_unconfirmed": N_("The listing ended without confirmation: %(title)s"),
    "mark_returned": N_("A signature or seal that you recorded was returned: %(title)s"),
    "ruling_to_verify": N_("A ruling waits to be verified: %(title)s"),
    "ruling_returned": N_("A ruling that you recorded was returned: %(title)s"),
    "confirmation_effective": N_("The court has ruled the agreement effective: %(title)s"),
    "confirmation_dismissed": N_("The court has dismissed the application: %(title)s"),
}
