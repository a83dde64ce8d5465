"""`python -m calculator`, and `networking-calculator` where it is installed: the command line."""

from calculator.cli import app


def main() -> None:
    """Run the command that was typed, under the installed name."""
    app(prog_name="networking-calculator")


if __name__ == "__main__":
    app(prog_name="python -m calculator")
