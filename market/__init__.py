"""The ground floor: everything the floors above stand on. It imports none of them."""
