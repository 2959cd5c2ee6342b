"""The printed notice (揭榜公告) for the village board: published values alone, and a code that leads to it."""
