"""The demonstration: cast, data, sandbox provider and supervisor. It is not part of a production install."""
