"""Finding a case by a person, for a stated purpose, without reading anybody's data."""
