"""The clocks: what begins a time limit, how it is reckoned, and what happens when it is near, due and over."""
