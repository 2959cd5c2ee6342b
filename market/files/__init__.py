"""Files come in as what they claim to be, lose what they should not say, and are stored whole."""

from market.files.folder import Folder
from market.files.refusals import Limits, UploadRefused
from market.files.store import FileMissing, FileStore, StoreAway
from market.files.uploads import Accepted, Kind, accept_upload

__all__ = [
    "Accepted",
    "FileMissing",
    "FileStore",
    "Folder",
    "Kind",
    "Limits",
    "StoreAway",
    "UploadRefused",
    "accept_upload",
]
