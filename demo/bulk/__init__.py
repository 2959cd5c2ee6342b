"""A board of any size for measuring: released listings with their cases, copied in rather than played."""
