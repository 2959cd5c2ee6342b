"""The demonstration's year: every row reaches its state through the services, at instants that lie in the past."""
