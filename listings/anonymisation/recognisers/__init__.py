"""Each recogniser is one function from a text to hits; none knows the case, and time is in line with the text."""
