"""Tests of the engine: laws, hand-worked and published cases, and an independent implementation as oracle."""
