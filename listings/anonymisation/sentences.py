"""What is said of a text that names what is private. `where_label` is the field that does, `whom_label` whose name it
is (quoting.py)."""

from market.text import N_

SENTENCES = {
    "leak_name": N_(
        "%(where_label)s names %(whom_label)s: %(words)s. Write the surname and 某 instead, and look for other "
        "spellings too."
    ),
    "leak_id_number": N_("%(where_label)s contains an ID number or credit code of the case: %(words)s. Take it out."),
    "leak_phone": N_("%(where_label)s contains a phone number of the case: %(words)s. Take it out."),
    "leak_address": N_("%(where_label)s contains an address of the case: %(words)s. Say no more than the town."),
    "leak_village": N_("%(where_label)s names the village of the case: %(words)s. Write 某嘎查 instead."),
    "leak_petition_number": N_("%(where_label)s contains the petition number of the case: %(words)s. Take it out."),
    "stranger_in_text": N_(
        "%(where_label)s says something that may give somebody away (%(found_label)s): %(words)s. Take it out, or "
        "write it more generally."
    ),
}
