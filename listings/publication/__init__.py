"""A listing: the anonymised text of a case, its way to the board and off it."""
