"""`python -m calculator`: the command line."""

from calculator.cli import app

if __name__ == "__main__":
    app(prog_name="python -m calculator")
