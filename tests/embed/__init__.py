"""Tests of what stands in other people's pages."""
