"""Settings of two kinds: of the machine (environment, read once) and of the scheme (dated, decided by two people)."""
