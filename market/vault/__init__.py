"""Personal data is kept sealed: a data key a case, wrapped by a master key kept outside the database."""
