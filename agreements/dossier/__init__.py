"""The agreement's own page, lists and panels, where its text, its marks and the court's steps come together."""
