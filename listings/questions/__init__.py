"""Vetted mediators ask about a listing, the office answers to everyone; nothing is public before it passed the gate."""
