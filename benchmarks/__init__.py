"""Figures of the product, each beside something measured in the same run; never a timed assertion.

A figure is one line: name, value, unit, what it is measured beside, ratio. Read docs/figures.md.
"""
