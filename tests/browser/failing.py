"""A page with one file that cannot be made, for `test_downloads`."""

from calculator.ui import downloads


def broken() -> bytes:
    """No file."""
    raise ValueError("a fault of ours")


downloads.say()
downloads.download("Slides", broken, "networking.pptx")
