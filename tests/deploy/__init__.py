"""The calculator as it is hosted, on more than one process."""
