"""The three keys of an installation: made once, readable by their owner alone, never overwritten."""
