"""A case that comes to nothing on the board is closed by the office, with its reason; then its data's time begins."""
