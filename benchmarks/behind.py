"""The calculator as it is hosted: replicas behind nginx, with the very configuration that `deploy/` has.

It is all on this machine and in a temporary folder, so it serves measurements and tests alike.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.servers import ROOT, free_port

TEMPLATE = ROOT / "deploy" / "nginx.conf.template"
MAIN = """\
{user}
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log crit;
events {{ worker_connections 4096; }}
http {{
    include mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/calculator.conf;
}}
"""
SHARED = {
    "CALCULATOR_TRUSTED_PROXIES": "127.0.0.1, ::1",
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
}
"""What each replica is told."""


def program() -> str | None:
    """Where nginx is; none where there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def rendered(values: Mapping[str, str], template: str | None = None) -> str:
    """The configuration with its values put in, as envsubst does. Raises KeyError where one is not given."""
    text = TEMPLATE.read_text(encoding="utf-8") if template is None else template
    return re.sub(r"\$\{(CALCULATOR_\w+)\}", lambda found: values[found[1]], text)


@dataclass
class Replica:
    """One process of the app, which can be started again on its port."""

    port: int
    metrics: int
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int:
        """Its process."""
        assert self.process is not None  # noqa: S101  # it was started
        return self.process.pid

    def start(self) -> None:
        """Start it, without waiting for it."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        more = {**SHARED, "CALCULATOR_METRICS_PORT": str(self.metrics), **self.environment}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **more}, stdout=log, stderr=subprocess.STDOUT
            )

    def ready(self) -> int:
        """What it says at /readyz; 0 where it says nothing."""
        return status(f"http://127.0.0.1:{self.port}/readyz")

    def wait(self, seconds: float = 60) -> None:
        """Wait until it is ready."""
        for _ in range(int(seconds * 10)):
            if self.ready() == 200:
                return
            time.sleep(0.1)
        raise TimeoutError(f"The replica on port {self.port} is not ready.\n{self.log.read_text()[-2000:]}")

    def end(self, number: int = signal.SIGTERM) -> None:
        """Send it a signal, without waiting."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def counted(self, name: str) -> float:
        """What it says of a counter, its labels included; 0 where it has none."""
        said = urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics", timeout=5).read().decode()
        found = re.search(rf"^{re.escape(name)} (\S+)$", said, re.MULTILINE)
        return float(found[1]) if found else 0.0


@dataclass
class Site:
    """nginx on a port, and the replicas behind it."""

    port: int
    folder: Path
    replicas: list[Replica]
    nginx: subprocess.Popen[bytes] = field(repr=False)

    @property
    def address(self) -> str:
        """Under which it is asked."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def site(environment: Mapping[str, str], replicas: int = 2, cached: bool = True) -> Iterator[Site]:
    """So many replicas behind nginx, ready, with these variables set; without a cache nginx asks one each time."""
    folder = Path(tempfile.mkdtemp(prefix="site", dir="/tmp"))  # a short path, and its name is drawn
    made = [Replica(free_port(), free_port(), environment, folder / f"{at}.log") for at in range(replicas)]
    nginx = None
    try:
        for one in made:
            one.start()
        port = free_port()
        command = configured(folder, port, made, cached)
        for one in made:
            one.wait()
        with (folder / "nginx.err").open("wb") as errors:
            nginx = subprocess.Popen([*command, "-g", "daemon off;"], stderr=errors)
        for _ in range(100):
            if status(f"http://127.0.0.1:{port}/nginx-health") == 200:
                break
            time.sleep(0.05)
        else:
            raise RuntimeError((folder / "nginx.err").read_text())
        yield Site(port, folder, made, nginx)
    finally:
        if nginx is not None:
            nginx.terminate()
            nginx.wait(10)
        for one in made:
            one.end(signal.SIGKILL)
            if one.process is not None:
                one.process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def configured(folder: Path, port: int, replicas: list[Replica], cached: bool = True) -> list[str]:
    """Nginx's command, with its configuration for these replicas written to a folder. Raises where there is none."""
    nginx = program()
    if nginx is None:
        raise FileNotFoundError("There is no nginx here. Install it.")
    ports = "|".join(str(one.port) for one in replicas)
    text = rendered(
        {
            "CALCULATOR_LISTEN": f"127.0.0.1:{port}",
            "CALCULATOR_REPLICAS": " ".join(
                f"server 127.0.0.1:{one.port} max_fails=2 fail_timeout=1s;" for one in replicas
            ),
            "CALCULATOR_RESOLVER": "",
            "CALCULATOR_REPLICA_ADDRESSES": rf"127\.0\.0\.1:(?:{ports})",
            "CALCULATOR_EDGE": "",
            "CALCULATOR_CACHE": str(folder / "cache"),
            "CALCULATOR_ACCESS_LOG": str(folder / "access.log"),
        }
    )
    (folder / "calculator.conf").write_text(text if cached else text.replace("proxy_cache calculator;", ""))
    (folder / "mime.types").write_text("types { text/html html; }\n")
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user="user root;" if os.geteuid() == 0 else ""))
    return [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]


def status(address: str) -> int:
    """The status of an answer; 0 where there is none."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0
