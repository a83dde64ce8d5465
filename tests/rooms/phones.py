"""Phones that join a room and send, again and again, and remember what they were told was saved."""

import http.client
import json
import threading


def asked(port, method, path, body=None, secret=""):
    """The status and the JSON of an answer. Raises OSError or HTTPException where there is none."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {secret}"} if secret else {})
    try:
        line.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = line.getresponse()
        content = answer.read()
    finally:
        line.close()
    kind = answer.headers.get("content-type", "")
    return answer.status, json.loads(content) if kind.startswith("application/json") else None


class Phone(threading.Thread):
    """One phone: it sends the numbers 1, 2, 3 … as it gets them through, until it is told to stop."""

    def __init__(self, port, code):
        super().__init__(daemon=True)
        self.port, self.code = port, code
        self.token, self.sent, self.saved, self.failures = "", 0, 0, 0
        self.stop = threading.Event()

    def run(self):
        """Join and send; what fails is sent again, as the page does."""
        while not self.stop.is_set():
            try:
                self.once()
            except (OSError, http.client.HTTPException):
                self.failures += 1
                self.stop.wait(0.05)

    def once(self):
        """Join, or send the next number."""
        if not self.token:
            status, answer = asked(self.port, "POST", f"/r/{self.code}/join", {})
            self.token = answer["token"] if status == 201 else ""
            return
        self.sent += 1
        body = {"changes": {"profile.hourly_value": self.sent}}
        status, _ = asked(self.port, "PUT", f"/r/{self.code}/answer", body, self.token)
        if status == 200:
            self.saved = self.sent
        else:
            self.failures += 1
            self.stop.wait(0.05)

    def held(self):
        """The number that the room has of it."""
        _, answer = asked(self.port, "GET", f"/r/{self.code}/answer", secret=self.token)
        return answer["changes"]["profile.hourly_value"] if answer else 0
