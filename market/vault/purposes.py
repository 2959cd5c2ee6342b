"""Personal data is read for a purpose from these lists, and for no other (PIPL 6: clear and reasonable purpose)."""

from market.text import N_

# For people: stated on the purpose form, kept in the opening and in the record.
PURPOSES = {
    "prepare_case": N_("Register, check or classify the case"),
    "contact_parties": N_("Contact or visit the parties"),
    "mediate": N_("Mediate the case"),
    "draft_agreement": N_("Draft or check the agreement"),
    "check_marks": N_("Check signatures and seals against the paper"),
    "file_with_court": N_("File with the court or answer it"),
    "vet_mediator": N_("Vet a mediator"),
    "pay_reward": N_("Prepare or check the payment of a reward"),
    "answer_person": N_("Answer a request of the person concerned"),
    "audit": N_("Audit or supervise how the case was handled"),
}

# For the software: stated by the code that reads, kept in the record of the same transaction.
SYSTEM_PURPOSES = {
    "leak_check": N_("Check that a text to be published names nobody"),
    "import_cases": N_("Read an uploaded workbook of cases"),
    "conflict_check": N_("Check that nobody handles a case of their own"),
    "render_document": N_("Write a document for the file or the court"),
    "notify_person": N_("Send a message to the person concerned"),
    "send_to_provider": N_("Open an account with the payment provider"),
    "prove_restoration": N_("Prove that a restored backup is whole"),
    "remake_index": N_("Make the search index anew under a new key"),
    "demonstration": N_("Prepare the demonstration"),
}
