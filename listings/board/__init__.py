"""The public board: what anyone may read."""
