"""What the record says of files: never their names."""

from market.events import Event
from market.text import N_

# Told once a file: by this the software knows that nothing of it is left to delete.
EVENTS = [Event("file.deleted", N_("Sealed file deleted after its key was destroyed"))]
