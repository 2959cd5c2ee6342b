"""Staff: who is here, who holds which role, and how both are given and taken by two people."""
