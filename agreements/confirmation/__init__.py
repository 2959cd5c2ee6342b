"""Judicial confirmation: the joint application, what the court does with it, the ruling and what follows."""
