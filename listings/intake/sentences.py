"""What is wrong with a workbook, or at a place in one: one plain sentence that says what to do."""

from market.text import N_

SENTENCES = {
    # the workbook as a whole
    "workbook_wanted": N_(
        "This is not an Excel workbook (.xlsx). Open it in Excel or WPS, save it as .xlsx and upload it again."
    ),
    "workbook_unreadable": N_("The workbook is damaged. Open it, save it anew as .xlsx and upload it again."),
    "sheet_missing": N_("The workbook has no sheet named %(sheet)s. Fill in the template and keep its sheets' names."),
    "sheet_is_empty": N_("The sheet %(sheet)s is empty. Keep its first row of headings and fill in the rows below."),
    "sheet_too_large": N_(
        "The sheet %(sheet)s reaches beyond %(limit)s rows. Split it into several workbooks, "
        "or delete what stands below."
    ),
    "sheet_too_wide": N_("The sheet %(sheet)s reaches beyond %(limit)s columns. Delete what stands to the right."),
    "sheet_is_merged": N_("On the sheet %(sheet)s the cells %(cells)s are merged. Unmerge them and upload again."),
    "columns_missing": N_("The sheet %(sheet)s lacks these columns: %(columns)s. Take them over from the template."),
    "column_unknown": N_(
        "On the sheet %(sheet)s, column %(column)s has a heading that the template does not know. Delete the column."
    ),
    "column_twice": N_("On the sheet %(sheet)s, column %(column)s repeats a heading. Delete one of the two."),
    # one cell or row
    "cell_missing": N_("This must be filled in."),
    "cell_is_formula": N_("This is a formula, and formulas are not read. Put in the value itself."),
    "cell_is_a_date": N_("This is a date or a time, which does not belong here. Put in a text."),
    "cell_one_line": N_("This must be on one line."),
    "cell_too_long": N_("This must be %(limit)s characters or fewer; it has %(length)s."),
    "cell_bad_character": N_("This contains a character that cannot be stored. Type it again without it."),
    "cell_digits_lost": N_(
        "The spreadsheet has lost digits of this long number. Set the cell to text and type the number again."
    ),
    "cell_not_a_day": N_("This is not a date that can be told. Write it as 2021-3-5, 2021/03/05 or 2021年3月5日."),
    "cell_not_an_amount": N_("This is not an amount in yuan such as 8000 or 8000.50. Leave it empty if there is none."),
    "cell_not_offered": N_("This is none of the choices. Choose from the list in the template."),
    "cell_yes_or_no": N_("Write 是 or 否."),
    "number_twice": N_("This petition number stands in row %(row)s already. Keep one of the two rows."),
    "party_of_no_case": N_("No case on the first sheet bears this petition number. Compare the two."),
    "too_many_parties": N_(
        "A case has at most %(limit)s parties. Register the case by the form and add the others later."
    ),
    "row_known": N_("A case with this petition number is registered already. The row is passed over."),
    # the decision
    "import_has_nothing": N_("There is no row to import. Discard the workbook, mend it and upload it again."),
    "import_has_faults": N_(
        "Not every row is valid, so none is imported. Mend the workbook and upload it again, or import the valid rows."
    ),
}
