"""A person's own year, read from the calendar that they keep: events, what of them is networking, and what follows.

`reading.read` makes a `Diary` of calendar files, `groups.found` the groups in it that look like networking,
`proposal.changes` the `{path: value}` that they come to. Nothing here writes a file or a line of a log: what was read
is gone when the last name for it is.
"""
