"""What is refused of an upload, in words."""

from market.text import N_

SENTENCES = {
    "file_empty": N_("The file is empty."),
    "file_too_large": N_("The file is larger than %(limit_bytes)s bytes."),
    "file_kind_unknown": N_("Only PDF, PNG, JPEG, DOCX and XLSX files are taken."),
    "file_name_differs": N_("The file's name ends in %(extension)s, but its content is %(kind)s."),
    "file_name_missing": N_("The file needs a name with an ending, such as agreement.pdf."),
    "file_is_two_kinds": N_("The file can be read as two different documents and is not taken."),
    "file_unreadable": N_("The file is damaged or not a complete %(kind)s file."),
    "file_encrypted": N_("The file is protected by a password; upload one without."),
    "file_has_active_content": N_("The file holds a macro or another program; upload one without."),
    "file_has_document_type": N_(
        "The file declares an XML document type, which no office file needs. Open it, save it anew and upload that."
    ),
    "picture_too_many_pixels": N_("The picture has more than %(limit_pixels)s pixels."),
    "pdf_too_many_pages": N_("The PDF has more than %(limit_pages)s pages."),
    "archive_too_many_entries": N_("The file is made of more than %(limit_entries)s parts."),
    "archive_too_large_inside": N_("The file unpacks to more than is taken in (at most %(limit_bytes)s bytes)."),
    "file_lost": N_("The file cannot be found whole where it was stored. Tell the system administrator."),
    "file_store_away": N_(
        "The file storage does not answer at the moment. Nothing was changed; try again in a few minutes."
    ),
}
