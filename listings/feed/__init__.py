"""The board as an Atom feed (RFC 4287): the same views, published values alone."""
