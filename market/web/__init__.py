"""The edge: requests, forms, pages and the API; the only part of the ground that knows Flask."""
