"""A view of the board is kept under a name, and whoever keeps it may be told of new listings in it."""
