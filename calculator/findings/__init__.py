"""Findings: what an analysis found, in words, as a chart, as a table and as rows, the same for every door."""
