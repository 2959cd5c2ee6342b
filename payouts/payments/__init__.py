"""Payouts: prepared by one person, approved by another, sent exactly once, paid when the provider says so."""

from payouts.gateway import configure

__all__ = ["configure"]
