"""Petition cases and their parties: private, kept by the office."""
