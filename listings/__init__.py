"""Cases and parties (private), and the listings made of them (public), with the reward promised."""
