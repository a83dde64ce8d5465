"""Exports, each opened again by a real reader."""
