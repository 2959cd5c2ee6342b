"""What a supervisor asks: is the process alive, is it ready, how is it doing."""
