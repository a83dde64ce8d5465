"""`python -m calculator`, and `networking-calculator` where it is installed: the command line."""

from calculator import memory
from calculator.cli import app


def main(name: str = "networking-calculator") -> None:
    """Run the command that was typed, under the name that it was called by."""
    memory.ready()
    app(prog_name=name)


if __name__ == "__main__":
    main("python -m calculator")
