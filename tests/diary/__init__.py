"""The diary: what it reads, finds, counts and proposes."""
