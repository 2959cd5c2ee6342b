"""One-time links: how an invited person, or one who lost the password, comes to a password of their own."""
