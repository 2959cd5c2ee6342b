"""Where a granted claim is worked on: the parties' details within an opening, sessions, the timeline."""
