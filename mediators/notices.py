"""What mediators and clerks find in the inbox. %(title)s is what the listing is called today."""

from market.text import N_

NOTICES = {
    "mediator_approved": N_("You are an approved mediator now and can claim listings."),
    "mediator_rejected": N_("Your application as mediator was rejected; your page says why."),
    "mediator_suspended": N_("You have been suspended as mediator; your page says why."),
    "mediator_reinstated": N_("You have been reinstated as mediator."),
    "claim_proposed": N_("You were proposed to the parties for “%(title)s”. They are being asked now."),
    "claim_granted": N_("“%(title)s” is granted to you. The time limit has started."),
    "claim_held": N_("“%(title)s” was granted to another mediator; your claim waits."),
    "claim_stands_again": N_("“%(title)s” is open again, and your claim stands again."),
    "claim_declined": N_("Your claim on “%(title)s” was declined; the claim's page says why."),
    "claim_not_accepted": N_("A party wants another mediator for “%(title)s”; your claim has ended."),
    "claim_unanswered": N_("Not every party answered about “%(title)s” in time; your claim has ended."),
    "claim_lapsed": N_("The time limit for “%(title)s” has passed; your claim has lapsed."),
    "claim_replaced": N_("Another mediator is needed for “%(title)s”; your claim has ended and its page says why."),
    "claim_suspended": N_("Your claim on “%(title)s” ended with your suspension."),
    "claim_ended_office": N_("The claim on “%(title)s” has ended before a settlement; the listing is open again."),
    "claim_text_taken_back": N_("“%(title)s”: its text is no longer public. Your claim stays as it is."),
    "claim_closed": N_("“%(title)s” was closed, and your claim with it."),
}
