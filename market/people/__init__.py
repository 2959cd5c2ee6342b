"""People, their accounts, what they are appointed to, and where."""
