"""Small pure functions that find a case's own private values in a text."""
