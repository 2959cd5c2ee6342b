"""Signatures and the committee's seal, each read from the paper by one person and verified by another."""
