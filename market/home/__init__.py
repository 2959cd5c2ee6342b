"""Where a person begins: what waits for them."""
