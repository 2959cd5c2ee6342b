"""The double-entry ledger: what money moved, when, why, and what was left after it."""
