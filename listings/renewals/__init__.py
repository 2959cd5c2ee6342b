"""A listing is renewed before its last day for claims: the day moves on, and nothing else of the promise does."""
