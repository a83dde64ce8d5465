"""`python -m calculator`, and `networking-calculator` where it is installed: the command line."""

import gc
import os
import sys

from calculator import memory
from calculator.cli import LIGHT, command_line


def main(name: str = "networking-calculator") -> None:
    """Run the command that was typed, under the name that it was called by."""
    memory.ready()
    typed = "".join(sys.argv[1:2])
    if typed in LIGHT:  # it ends before there is anything to collect; to look took a tenth of its time
        gc.disable()
    if typed != "serve":  # to look for plugins of pydantic in all that is installed would take a while of every answer
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    command_line(typed)(prog_name=name)


if __name__ == "__main__":
    main("python -m calculator")
