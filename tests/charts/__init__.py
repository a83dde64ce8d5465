"""Tests of the charts: palette, period, and every figure at every edge."""
