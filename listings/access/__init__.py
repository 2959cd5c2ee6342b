"""Who outside the office may see a case, since when and until when."""
