"""What the parties say to a listing: given, refused, silent, withdrawn."""
