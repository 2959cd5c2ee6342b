"""The floors of the house by the names of their folders, from the ground up; each imports only those before it."""

FLOORS = ("market", "listings", "mediators", "agreements", "payouts")
