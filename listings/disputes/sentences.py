"""What is said when cases cannot be linked, or cannot be taken apart."""

from market.text import N_

SENTENCES = {
    "link_unknown": N_("No case of this banner bears this petition number. Copy it from the case's page."),
    "link_to_itself": N_("This is the case's own number. Enter the number of the other case."),
    "linked_already": N_("These cases are linked already."),
    "link_names_somebody": N_(
        "The public text of a listing names somebody or something private of the other case. Take that listing down or "
        "publish less of it before the cases are linked."
    ),
    "link_to_closed": N_(
        "That case is closed and was never on the board, so nothing is linked to it any more. Check the number."
    ),
    "link_not_compared": N_(
        "The reward of this dispute is promised or paid, so nobody links a case to it unread. Open the personal data "
        "of both cases, look for cases with the same parties on the page where you choose from the register, and then "
        "link them."
    ),
    "link_earns_nothing": N_(
        "Once linked, the case earns no reward of its own. Tick that you know it, or leave the cases as they are."
    ),
    "link_both_released": N_(
        "Both disputes have been on the board, so they can no longer become one. Let one of them end there."
    ),
    "not_linked": N_("This case is not linked to another."),
    "dispute_is_kept": N_(
        "A listing of this dispute has been on the board, so nobody takes a case out of it alone. Propose it on the "
        "case page; a reviewer decides."
    ),
    "dispute_is_rewarded": N_("The reward of this dispute is due or paid already: one dispute earns one reward."),
    "separation_not_needed": N_(
        "Nothing of this dispute has been on the board. Take the link back yourself, on the case page."
    ),
    "separation_of_the_listed": N_(
        "This case is the one on the board or in mediation, and its reward is promised to the dispute. Take the other "
        "cases out instead."
    ),
    "separation_not_compared": N_(
        "The reward of this dispute is promised or paid, so nobody takes a case out of it unread. Open the personal "
        "data of this case and of the one that has the reward, let a clerk look for cases with the same parties, and "
        "go on then."
    ),
    "separation_waits": N_("It has been proposed already to take this case out; a reviewer decides it."),
    "separation_needs_another": N_("Who proposed to take the case out cannot decide it. Ask another reviewer."),
    "separation_decided_already": N_("This has been decided already, and stays so. Look at the case page."),
    "dispute_is_listed": N_(
        "Another case of the same dispute is on the board, in mediation or rewarded. "
        "One dispute is listed once at a time."
    ),
    "dispute_of_one_banner": N_("Cases of one dispute belong to one banner."),
}
