"""Cases of one dispute: linked, so that the dispute is put on the board, and rewarded, once."""
