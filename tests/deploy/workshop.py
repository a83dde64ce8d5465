"""A room whose phones send without a pause, on two replicas of one PostgreSQL."""

import time

from tests.rooms.phones import Phone, asked

PHONES = 8


class Workshop:
    """A room and its phones, which send from `with` on until it is left."""

    def __init__(self, port):
        self.port = port
        _, room = asked(port, "POST", "/rooms", {"link": "preset=uk-owner", "title": "May"})
        self.code, self.secret = room["code"], room["secret"]
        self.phones = [Phone(port, self.code) for _ in range(PHONES)]

    def __enter__(self):
        for phone in self.phones:
            phone.start()
        until(lambda: all(phone.saved for phone in self.phones))
        return self

    def __exit__(self, *_):
        for phone in self.phones:
            phone.stop.set()
        for phone in self.phones:
            phone.join()

    def reveal(self, one, other):
        """One replica is told, and the other knows."""
        assert asked(one.port, "PUT", f"/present/{self.code}/state", {"state": "revealed"}, self.secret)[0] == 200
        until(lambda: self.state(other)["state"] == "revealed")

    def goes_on(self):
        """Every phone gets through again, and the board has all of them."""
        before = [phone.saved for phone in self.phones]
        until(lambda: all(phone.saved > saved for phone, saved in zip(self.phones, before, strict=True)))
        assert self.board(self.port)["board"]["people"] == PHONES

    def lost(self):
        """The phones of which the room has less than they were told was saved, or more than they sent."""
        return [phone for phone in self.phones if not phone.saved <= phone.held() <= phone.sent]

    def alike(self, one, other):
        """Whichever replica is asked has the same room and board, of all phones."""
        until(lambda: self.state(one) == self.state(other))
        assert self.state(one)["people"] == PHONES
        boards = [self.board(each.port) for each in (one, other)]
        assert boards[0] == boards[1]
        assert boards[0]["board"]["people"] == PHONES

    def end(self, *replicas):
        """It is deleted, and no replica has it any more."""
        assert asked(self.port, "DELETE", f"/present/{self.code}", secret=self.secret) == (200, {"deleted": True})
        until(lambda: all(asked(each.port, "GET", f"/r/{self.code}/state")[0] == 404 for each in replicas))

    def state(self, replica):
        """What a replica says of the room."""
        return asked(replica.port, "GET", f"/r/{self.code}/state")[1]

    def board(self, port):
        """The board as the presenter is shown it."""
        return asked(port, "GET", f"/present/{self.code}/board", secret=self.secret)[1]


def until(there, seconds=60):
    """Wait for something to be so."""
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.05)
