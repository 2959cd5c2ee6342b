"""The five tables as pages for people: printed from the data that the code walks, so that they cannot be wrong."""
