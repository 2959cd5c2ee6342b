"""Mediators and their vetting, claims, and the mediation itself."""
