"""The budget ledger, the rewards due, and the way of the money to the mediator."""
