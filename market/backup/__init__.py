"""A backup is everything but the keys: database, sealed files, checkpoints; it is proved by restoring and verifying."""
