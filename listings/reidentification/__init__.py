"""Whether what is published of a case fits enough other petitioners that nobody can be singled out by it."""
