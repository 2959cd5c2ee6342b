"""What the record says of files: never their names."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    # Told once a file: by this the software knows that nothing of it is left to delete.
    Event("file.deleted", N_("Sealed file deleted after its key was destroyed"), Readers.LET_IN),
    Event("file.left_over", N_("Sealed bytes that no upload had kept found to delete"), Readers.LET_IN, keys={"count"}),
]
