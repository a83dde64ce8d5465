"""Tests of findings, and of the commands that print them."""
