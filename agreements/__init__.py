"""The mediation agreement, its marks, its judicial confirmation and its performance."""
