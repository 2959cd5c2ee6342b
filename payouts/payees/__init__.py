"""A mediator's account with the payment provider. Bank details are given there and never reach this system."""
