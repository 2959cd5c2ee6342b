"""What this floor refuses, in words: one plain sentence that says what is wrong and what to do."""

from market.text import N_

SENTENCES = {
    # cases
    "petition_number_wrong": N_(
        "A petition number has letters, digits, Chinese characters, brackets and - / . _ between them, one digit at "
        "least and 40 characters at most, such as 内前旗信〔2026〕0132号. Enter it as it stands in the petition system."
    ),
    "petition_number_scientific": N_(
        "The petition number is one that a spreadsheet has cut short, such as 1.5E+17. Copy it anew from the petition "
        "system into a cell formatted as text."
    ),
    "petition_number_names_party": N_(
        "The petition number has a party's name in it. It is shown where names are not, so enter the number alone."
    ),
    "petition_number_taken": N_(
        "A case with this petition number is already registered. Check the number, or open the case that bears it."
    ),
    "petition_before_dispute": N_("The first petition cannot come before the dispute arose. Check both days."),
    "day_in_future": N_("This day has not come yet. Enter a day up to today."),
    "unit_unknown": N_("Choose a town or unit from the list."),
    "unit_elsewhere": N_("This town or unit belongs to another banner. Choose one of the case's own."),
    "case_needs_petitioner": N_("A case needs at least one petitioner. Add one among the parties."),
    "case_needs_respondent": N_("A case needs at least one respondent. Add one among the parties."),
    "party_needs_name": N_("Enter the name of the party."),
    "id_number_wrong": N_("The ID number does not add up. Compare its 18 characters with the card."),
    "credit_code_wrong": N_("The social credit code does not add up. Compare its 18 characters with the licence."),
    "phone_wrong": N_("The phone number must have 7 to 13 figures. Check it, or leave it empty."),
    "case_is_listed": N_(
        "The case is on the board and cannot be changed now. Take its listing down first, or wait until it has ended."
    ),
    "close_code_unknown": N_("Choose one of the reasons offered for closing the case."),
    "closing_waits": N_("It has been proposed to close this case. A reviewer decides that first, on the case page."),
    "closing_needs_another": N_("Who proposed to close the case cannot decide it. Ask another reviewer."),
    "closing_decided_already": N_("This closing has been decided already, and stays so. Look at the case page."),
    "listing_in_preparation": N_(
        "A draft of this case is on its way to the board. Discard it first, or have it returned and discard it; then "
        "close the case."
    ),
    "minority_name_of_a_person": N_("Only a natural person can have an ethnic-minority name."),
    "party_there_already": N_(
        "The case has a party of this name in this role already. If this is somebody else of the same name, tick “Add "
        "all the same”."
    ),
    "party_name_sealed": N_("A party cannot be kept without a name. Enter the name and try again."),
    # finding a case by a person
    "person_search_empty": N_("Enter the whole name, ID number or phone to look for."),
    "person_search_id_number_wrong": N_(
        "This is no valid ID number or social credit code, so no party can have it. Compare its 18 characters."
    ),
    "person_search_phone_wrong": N_("A phone number has 7 to 13 figures, the area code included. Check it."),
    "person_searches_used_up": N_(
        "You have made the %(limit)d searches that one person may make in an hour. You can search again at %(until)s."
    ),
    # keeping and erasing personal data
    "erasure_case_open": N_("Only a closed case's personal data can be held or erased. This case is still open."),
    "erasure_not_due": N_(
        "The personal data of this case is kept until %(kept_until)s. It can be erased after that day."
    ),
    "erasure_on_hold": N_("A hold keeps the personal data of this case. Lift the hold first, if its reason is gone."),
    "erasure_already_proposed": N_(
        "The erasure of this case's personal data is proposed already; another person decides it."
    ),
    "erasure_needs_another": N_("Who proposed the erasure cannot decide it. Ask another reviewer."),
    "erasure_decided_already": N_("This erasure has been decided already, and stays so. Look at the case page."),
    "erasure_not_understood": N_("Say that you know it cannot be undone, or leave the data as it is."),
    "erasure_not_possible": N_("This personal data cannot be erased now: its time is not over, or a hold keeps it."),
    "erasure_erases": N_("Personal data is erased only by a proposal that a second person confirms."),
    "hold_stands_already": N_("A hold keeps the personal data of this case already. The case page shows its reason."),
    "hold_too_late": N_("The personal data of this case has been erased. There is nothing left to keep."),
    "hold_lifted_already": N_("This hold has been lifted already."),
    # bringing cases in
    "import_batch_stands": N_(
        "These rows have been imported already, and stay as they are. Look at the import's page."
    ),
    # classification
    "class_needs_reviewer": N_(
        "The age of the dispute proposes another class. Only a reviewer may depart from it; "
        "ask one to classify the case."
    ),
    "class_needs_reason": N_("This class is not the one that the age proposes. Give the reason for departing from it."),
    "grade_needs_reason": N_("Difficulty and merit are each given with a reason. Write one for both."),
    # attachments
    "case_is_closed": N_(
        "The case is closed, and its file with it. Only a withdrawn consent, or an objection to a text that is still "
        "public, is recorded any more."
    ),
    "too_many_attachments": N_("A case keeps at most %(limit)s attachments. Remove one that is no longer needed."),
    "attachment_kept": N_("What was attached or removed stays as it is. Look at the case page and begin again."),
    # the mediability gate
    "gate_needs_note": N_(
        "One of the answers bars the case from the board. Note what it rests on, without naming anyone."
    ),
    "gate_unanswered": N_("The mediability questions have not all been answered. Answer them on the case page first."),
    "gate_bars": N_(
        "The law bars this case from being listed. The case page says which answer bars it and what is still possible."
    ),
    # the proposed text
    "phrase_too_short": N_("A phrase to mask needs two characters or more. Enter a longer one."),
    "phrase_kind_missing": N_("Say what the phrase is, so that the right word stands in its place."),
    "phrase_not_found": N_("This phrase stands neither in the narrative nor in the text. Check its spelling."),
    "too_many_phrases": N_("There are 200 added phrases already. Leave one of them as it is before you add another."),
    # listings
    "classify_first": N_("The case has no class yet. Classify it, then draft its listing."),
    "case_has_listing": N_("The case already has a listing that has not ended. Go on with that one."),
    "only_drafts_are_edited": N_("Only a draft can be changed. Ask a reviewer to return the listing first."),
    "class_changed_since_draft": N_(
        "The class of the case has changed since this listing was drafted, or must be given anew. "
        "Classify the case and save the draft again."
    ),
    "return_needs_reason": N_("Say what has to be changed, so that the drafter can mend it."),
    "end_code_unknown": N_("Choose one of the reasons offered for this step."),
    "claim_by_not_passed": N_("The listing still receives claims, so it cannot expire yet."),
    "listing_not_founded": N_(
        "The listing cannot be released: the class, the mediability answers or the parties' consent do not allow it. "
        "Look at the case page."
    ),
    "released_by_the_drafter": N_(
        "A listing is released by a person who has neither drafted, edited nor handed it in."
    ),
    "promise_is_kept": N_("What was released on the board stays as it was released."),
    "moved_since": N_("The case and its listing have moved on since. Look at their pages and begin again."),
    # recognising people
    "town_in_text": N_(
        "%(where_label)s names a town that is not published beside it: %(words)s. Choose that town, or write 某镇 "
        "instead."
    ),
    "measure_in_text": N_(
        "%(where_label)s says how long it has lasted or how much money it is about: %(words)s. Leave that to the "
        "fields beside the text, and write 多年 or 若干 instead."
    ),
    "category_in_text": N_(
        "%(where_label)s names a category finer than the published one: %(words)s. Choose that category, or write "
        "something as general as 场地, 款项 or 事情 instead."
    ),
    "says_untrue": N_(
        "The category, town, duration or amount is not the case's own any longer. Save the draft again with what the "
        "case says, or something wider."
    ),
    "too_few_alike": N_(
        "Too few cases of other petitioners are like this one, so people could be recognised. The listing's page says "
        "what to leave out; or everyone of the case consents separately."
    ),
    "recognition_needs_reason": N_(
        "Too few cases are alike, so this listing rests on everyone's separate consent. Say why it is released."
    ),
    "nothing_to_widen": N_("There is nothing left to leave out, or nothing was changed."),
    "assessment_missing": N_("Say first what publishing may do to the people of the case, by submitting the draft."),
    "version_is_finer": N_("What is published of a listing only ever says less than before."),
    "only_persons_are_recognised": N_("Only a natural person can be recognised; this party is an organisation."),
    "not_everyone_consents": N_("Not everyone who could be recognised has given separate consent."),
    # renewing
    "renewal_needs_reason": N_("Say why the listing is renewed."),
    "renewal_too_late": N_("The last day for claims has passed. A listing is renewed on that day or before it."),
    "renewal_not_later": N_(
        "Renewed today, claims would end no later than they do now. Renew it nearer to its last day."
    ),
    "renewal_not_now": N_(
        "A listing is renewed while it receives claims, once that gives a later last day. It cannot be renewed now."
    ),
    # questions
    "questions_closed": N_("Questions on this listing are closed."),
    "questions_past_cutoff": N_("Questions on this listing are closed. You can still claim it, until %(claim_by)s."),
    "questions_proposed": N_(
        "A mediator has been proposed to the parties, so no more questions are taken. You can still claim it, until "
        "%(claim_by)s."
    ),
    "questions_claims_past": N_("Questions are closed: the last day for claims on this listing has passed."),
    "questions_in_mediation": N_("Questions are closed: this listing is claimed, and mediation is under way."),
    "questions_settled": N_("Questions are closed: this dispute has been settled."),
    "questions_withdrawn": N_("Questions are closed: this listing has been taken off the board."),
    "questions_expired": N_("Questions are closed: this listing has expired without a claim."),
    "questions_ended": N_("Questions are closed: this listing has ended."),
    "question_repeated": N_("You have asked this on this listing already; its answer will stand beside the listing."),
    "questions_waiting": N_("%(limit)s of your questions on this listing wait for an answer. Ask again after it."),
    "questions_spent": N_("You have asked %(limit)s questions within a day. Ask again tomorrow."),
    "question_attempts_spent": N_(
        "Several of your questions could not be taken as they were written. Ask again tomorrow, in general words."
    ),
    "question_refused": N_(
        "The question cannot be published in these words. Ask it in general words: without names of people, firms, "
        "places or villages, and without long numbers. The office sees that an attempt was made."
    ),
    "question_gives_away": N_(
        "Question or answer gives away what is not published: %(words)s. Return the answer to be changed, or decline "
        "the question."
    ),
    "answer_needed": N_("Write the answer first."),
    "question_needs_reason": N_("Give the reason."),
    "answered_by_the_publisher": N_("Whoever answered or asked a question does not publish it. Ask another reviewer."),
    "question_stays": N_("The question has moved on since. Look at its page and begin again."),
    # saved searches
    "search_saved_already": N_("You have saved this search already, as “%(name)s”."),
    "search_saved_before": N_("You have saved this search already, or one of this name."),
    "search_name_taken": N_("You have a search of this name. Choose another one."),
    "searches_too_many": N_("You keep %(limit)s searches, which is the limit. Remove one, then save this one."),
    "searches_full": N_("You keep as many searches as one person can. Remove one, then save this one."),
    "search_never_new": N_(
        "A new listing is open to claims, so this search would never tell you anything. Choose “Do not tell me”, or "
        "save a search of what is open to claims."
    ),
    "search_unreadable": N_("The board no longer has a filter of this search. Remove it and save a new one."),
    "mail_unknown": N_("No mail address is known for you. Choose your inbox, or ask an administrator to enter one."),
}

CONSTRAINTS = {
    "ck_erasure_four_eyes": "erasure_needs_another",
    "uq_erasure_one_stands": "erasure_already_proposed",
    "erasure_is_possible": "erasure_not_possible",
    "erasure_erases": "erasure_erases",
    "uq_legal_hold_one_in_force": "hold_stands_already",
    "legal_hold_lifted_once": "hold_lifted_already",
    "legal_hold_of_what_is_there": "hold_too_late",
    "uq_petition_case_number": "petition_number_taken",
    "ck_petition_case_petition_after_dispute": "petition_before_dispute",
    "ck_party_minority_name_of_a_person": "minority_name_of_a_person",
    "party_name_is_sealed": "party_name_sealed",
    "party_refusal_stays": "party_refusal_stays",
    "ck_party_consent_silence_is_a_notice_unanswered": "evidence_does_not_fit",
    "grades_have_reasons": "grade_needs_reason",
    "class_departure_is_a_reviewers": "class_needs_reviewer",
    "class_departure_has_reason": "class_needs_reason",
    "case_place_is_a_town": "unit_elsewhere",
    "uq_listing_one_active": "case_has_listing",
    "ck_listing_four_eyes": "released_by_the_drafter",
    "listing_released_by_another": "released_by_the_drafter",
    "ck_listing_returned_by_another": "released_by_the_drafter",
    "listing_returned_by_another": "released_by_the_drafter",
    "listing_is_founded": "listing_not_founded",
    "listing_promise_is_kept": "promise_is_kept",
    "listing_is_assessed": "assessment_missing",
    "listing_version_never_finer": "version_is_finer",
    "listing_version_keeps_its_day": "version_is_finer",
    "uq_listing_version_number": "moved_since",
    "listing_is_its_latest_version": "moved_since",
    "listing_version_is_consented": "not_everyone_consents",
    "ck_listing_version_fits_enough": "too_few_alike",
    "ck_listing_version_consent_reasoned": "recognition_needs_reason",
    "dispute_is_kept": "dispute_is_kept",
    "attachment_is_kept": "attachment_kept",
    "attachment_is_of_its_case": "attachment_kept",
    "dispute_has_one_listing": "dispute_is_listed",
    "dispute_of_one_banner": "dispute_of_one_banner",
    "listing_renewal_in_time": "renewal_not_now",
    "listing_renewal_is_carried_out": "moved_since",
    "listing_question_in_time": "questions_closed",
    "listing_question_asked_once": "question_repeated",
    "listing_question_stays": "question_stays",
    "listing_question_moves_by_its_steps": "question_stays",
    "ck_listing_question_four_eyes": "answered_by_the_publisher",
    "ck_listing_question_answered_by_another": "answered_by_the_publisher",
    "uq_saved_search_view": "search_saved_before",
    "uq_saved_search_name": "search_saved_before",
    "saved_search_few": "searches_full",
    "listing_moves_by_its_steps": "moved_since",
    "petition_case_moves_by_its_steps": "moved_since",
    "petition_case_closed_once": "moved_since",
    "case_closed_in_preparation": "listing_in_preparation",
    "case_has_its_reason": "moved_since",
    "ck_petition_case_closed_with_a_reason": "close_code_unknown",
    "ck_petition_case_close_code_known": "close_code_unknown",
    "erasure_decided_once": "erasure_decided_already",
    "import_batch_once": "import_batch_stands",
    "case_follows_its_listing": "moved_since",
    "ck_case_closing_four_eyes": "closing_needs_another",
    "uq_case_closing_one_stands": "closing_waits",
    "case_closing_decided_once": "closing_decided_already",
    "case_closing_moves_by_its_steps": "closing_decided_already",
    "case_closing_is_carried_out": "moved_since",
    "case_closed_by_two": "closing_needs_another",
    "case_closing_waits_for_separation": "separation_waits",
    "listing_waits_for_closing": "closing_waits",
    "ck_dispute_separation_four_eyes": "separation_needs_another",
    "uq_dispute_separation_one_waits": "separation_waits",
    "dispute_separation_decided_once": "separation_decided_already",
    "dispute_separation_moves_by_its_steps": "separation_decided_already",
    "dispute_separation_is_carried_out": "moved_since",
    "dispute_separation_of_an_open_case": "case_is_closed",
    "dispute_is_rewarded": "dispute_is_rewarded",
    "link_is_compared": "link_not_compared",
    "separation_is_compared": "separation_not_compared",
    "dispute_has_one_reward": "dispute_is_rewarded",
    "consent_of_a_closed_case": "case_is_closed",
    "withdrawal_follows_its_consent": "withdrawal_needs_its_consent",
    "withdrawal_takes_the_text_back": "text_goes_with_consent",
    "text_stays_taken_back": "text_stays_taken_back",
}
