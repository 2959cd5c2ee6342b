"""What one person of the office proposes about a case and another one decides: closing, separating, erasing."""
