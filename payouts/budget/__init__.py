"""Fiscal years and the papers that put money into their lines (预算法 13: no spending without budget)."""
