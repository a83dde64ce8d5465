"""Many people from a file, here and on a cluster."""
