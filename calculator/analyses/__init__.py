"""Analyses: each writes `Cases`, reads `Results` and says what they mean."""
