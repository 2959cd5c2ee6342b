"""How long the personal data of a closed case is kept, who erases it, and what holds it."""
