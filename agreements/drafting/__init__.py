"""The agreement's text: drafted by the granted mediator, sealed in the vault, frozen by its hash for signing."""
