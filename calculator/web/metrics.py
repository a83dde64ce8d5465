"""Counters for Prometheus, on a port of the operator's own: nothing of them stands on the app's.

Without `CALCULATOR_METRICS_PORT` nothing is counted here, and Prometheus' library is not even imported. A request is
known by its kind, its method and its status, so there is a small, fixed number of series whatever people ask.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from calculator import __version__, settings, turns
from calculator.tally import BOUNDS, LONGER, counted
from calculator.web import draining

if TYPE_CHECKING:
    from prometheus_client.registry import CollectorRegistry

RUNS = "page runs"
"""What a page of the app calls its runs, which a visitor waits for: one to open it, and one for each change."""
COUNTED = {
    "evaluations": "Evaluations of the engine, each of one case or of thousands.",
    "exports": "Files and pictures made, by kind.",
    "refused": "What was refused, by reason.",
}
"""What is counted all through, and is given as counters."""
log = logging.getLogger(__name__)


class Meters:
    """What is measured of the requests to this process, with all else that Prometheus is told."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram
        from prometheus_client.gc_collector import GCCollector
        from prometheus_client.process_collector import ProcessCollector

        self.registry: CollectorRegistry = CollectorRegistry()
        labels = ("kind", "method", "status")
        self.requests = Counter("calculator_requests", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "calculator_request_seconds",
            "Seconds until a request was answered whole.",
            ("kind",),
            buckets=BOUNDS,
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)  # memory, processor time, open files
        GCCollector(registry=self.registry)
        self.registry.register(Counted())

    def note(self, kind: str, method: str, status: int, seconds: float) -> None:
        """Count a request; how long a page was open is no wait of anybody's."""
        self.requests.labels(kind, method, str(status)).inc()
        if status != 101:
            self.seconds.labels(kind).observe(seconds)


class Counted:
    """What other parts count or know, asked for when Prometheus asks."""

    def collect(self) -> Iterable[Any]:
        """The series."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        for what, meaning in COUNTED.items():
            label = {"exports": "kind", "refused": "reason"}.get(what)
            family = CounterMetricFamily(f"calculator_{what}", meaning, labels=[label] if label else [])
            for kind, number in (counted.of(what) or ({} if label else {"": 0})).items():
                family.add_metric([kind] if label else [], number)
            yield family
        yield _runs()
        works = turns.shared()
        now = {
            "calculator_sessions": ("Pages of the app that are open.", sum(counted.of("sessions").values())),
            "calculator_works": ("Works that are being done.", works.working.total()),
            "calculator_waiting": (
                "Works that wait for their turn.",
                sum(len(queue) for queue in list(works.waiting.values())),
            ),
            "calculator_draining": ("1 while the process is about to end.", int(draining.begun())),
        }
        for name, (meaning, value) in now.items():
            yield GaugeMetricFamily(name, meaning, value=value)
        version = GaugeMetricFamily("calculator_info", "The version that runs.", labels=["version"])
        version.add_metric([__version__], 1)
        yield version


def _runs() -> Any:
    """The runs of pages by how long they took, as Prometheus counts: each bound has those of the smaller ones too."""
    from prometheus_client.core import HistogramMetricFamily

    by_bound, total, buckets = counted.of(RUNS), 0, []
    for bound in map(str, BOUNDS):
        total += by_bound.get(bound, 0)
        buckets.append((bound, total))
    buckets.append(("+Inf", total + by_bound.get(LONGER, 0)))
    seconds = sum(counted.of(f"{RUNS}, milliseconds").values()) / 1000
    words = "Seconds that a run of a page took, its wait for a turn included."
    return HistogramMetricFamily("calculator_page_run_seconds", words, buckets=buckets, sum_value=seconds)


_meters: list[Meters] = []


def note(kind: str, method: str, status: int, seconds: float) -> None:
    """Count a request, where anybody wants to know."""
    for meters in _meters:
        meters.note(kind, method, status, seconds)


def served() -> contextlib.ExitStack:
    """Serve the counters until the stack is closed; that a port cannot be had is said in the log, and stops nothing."""
    stack = contextlib.ExitStack()
    port = settings.whole("CALCULATOR_METRICS_PORT")
    if not port:
        return stack
    from prometheus_client import start_http_server

    meters, address = Meters(), settings.text("CALCULATOR_METRICS_ADDRESS")
    try:
        server, thread = start_http_server(port, address, meters.registry)
    except OSError as error:
        log.warning("Port %s of %s is not free for counters, so there are none: %s.", port, address, error.strerror)
        return stack
    _meters.append(meters)
    stack.callback(_meters.remove, meters)
    stack.callback(thread.join, 1)
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    return stack
