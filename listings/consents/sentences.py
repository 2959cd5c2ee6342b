"""What is said when an answer of a party cannot be recorded, or keeps a case or a text off the board."""

from market.text import N_

SENTENCES = {
    "petitioner_has_not_agreed": N_(
        "Not every petitioner has agreed to the listing. Record each petitioner's consent on the case page first."
    ),
    "a_party_refuses": N_(
        "A party has refused mediation, so the case cannot be listed (People's Mediation Law, article 17)."
    ),
    "answered_before_dispute": N_("The dispute arose on %(arose_on)s; nobody can have answered before. Check the day."),
    "withdrawn_before_given": N_(
        "Consent was given on %(given_on)s; it cannot have been withdrawn before. Check the day."
    ),
    "withdrawal_needs_its_consent": N_(
        "What is withdrawn is consent that stands, on the day on which it was given or later. Look at the party's last "
        "answer on the case page, and check the day."
    ),
    "evidence_does_not_fit": N_(
        "The answer and how it was given do not fit: silence is a notice served without an answer, and nothing else is."
    ),
    "party_refusal_stays": N_(
        "This party has refused, and nobody unsays that by removing them. Record a new answer once they give one."
    ),
    "nothing_to_withdraw": N_(
        "This party has not given consent, so there is none to withdraw. Record a refusal instead."
    ),
    "text_goes_with_consent": N_(
        "A text of this case became public meanwhile. Nothing was saved: record the answer again, and the text goes "
        "with it."
    ),
    "text_stays_taken_back": N_(
        "The text of this listing was taken back and cannot be published again. Draft another listing of the case, "
        "once its parties consent."
    ),
}
