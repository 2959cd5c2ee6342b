"""Becoming a mediator: application, vetting by two people, suspension, resignation."""
