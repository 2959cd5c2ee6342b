"""What may never be mediated: six questions, each with its legal ground."""
