"""Many cases at once: a workbook is filled in, uploaded, shown with every error by its place, and imported."""
