"""A server that was told to end does so, whatever it is doing.

A thread of Python cannot be stopped, and one that holds the interpreter, as a search in a text may, keeps every other
thread and every handler of signals waiting. So the end is watched from outside: a small process of Python's own waits
until this one ends, or until it is told to. The word comes straight from where the system delivers the signal, through
`faulthandler`, which needs no interpreter. From then on this process has some seconds to end by itself.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import subprocess
import sys
import threading

from calculator import settings

WATCH = """
import os, select, signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
server, patience = int(sys.argv[1]), float(sys.argv[2])
if os.read(0, 65536):
    end = time.monotonic() + patience
    while (left := end - time.monotonic()) > 0:
        if select.select([0], [], [], left)[0] and not os.read(0, 65536):
            sys.exit()
    if os.getppid() == server:
        os.kill(server, signal.SIGKILL)
"""
"""Nothing to read means that the server is gone. A process that outlives it has another parent, so nobody else's is
ended by mistake."""


def watched() -> contextlib.ExitStack:
    """Watch over the end of this process; nothing is done where the system has no such signals."""
    stack = contextlib.ExitStack()  # leaving it takes the handlers away, and not the watch
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        return stack
    patience = settings.whole("CALCULATOR_DRAIN_SECONDS") + settings.whole("CALCULATOR_END_SECONDS")
    command = [sys.executable, "-I", "-S", "-c", WATCH, str(os.getpid()), str(patience)]
    watcher = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    if watcher.stdin is None:
        return stack
    word = watcher.stdin
    for number in (signal.SIGTERM, signal.SIGINT):
        faulthandler.register(number, file=word, all_threads=False, chain=True)
        stack.callback(faulthandler.unregister, number)
    stack.callback(watcher.poll)
    return stack
