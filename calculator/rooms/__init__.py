"""Workshops: a room full of people who answer on their phones, and one picture of what their networking costs.

- `room`: what a room, an answer and a look at them are
- `service`: the rules of a room: who may join, answer, move it on, look and delete
- `reading`: what a phone sent, as an answer
- `privacy`: which answers may be shown, so that nobody is found in them
- `store`, `tables`, `migrations`: where rooms are kept, in SQLite or PostgreSQL

A room is a table of changes to one scenario, so that `Cases` works it out at once.
"""
