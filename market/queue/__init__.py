"""The queue as it is run: one worker, and the care for what killed workers left behind."""
