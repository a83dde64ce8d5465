"""Rooms of workshops: their rules, what may be shown of them, and where they are kept."""
