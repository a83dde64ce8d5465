"""What runs inside a peer's own process: it reads a model, then answers each run that is asked of it.

Only the standard library and the peer are imported here. A worker is told its model once, as one line of JSON; then
each line is a number of draws and a seed, and each answer the seconds that it took and what came of it.
"""
