"""The views of the Answers page: each asks an analysis, and places what it found."""
