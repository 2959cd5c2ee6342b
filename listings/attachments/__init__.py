"""Private files of a case: sealed with it, seen within an opening, never public, never before the grant."""
