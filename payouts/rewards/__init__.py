"""The reward promised with each listing: reserved at release, due after the effective ruling, paid or released."""
