"""One file a measurement; each gives its figures as soon as it has them."""
