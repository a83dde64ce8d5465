"""One room on two replicas of one PostgreSQL behind nginx, of which one is killed in the middle."""

import signal
import time

from tests.rooms.phones import Phone, asked


def test_a_room_goes_on_when_a_replica_is_killed(hosted):
    """Phones go on sending and lose nothing that was saved; whichever replica is asked has the same room and board."""
    _, room = asked(hosted.port, "POST", "/rooms", {"link": "preset=uk-owner", "title": "May"})
    code, secret = room["code"], room["secret"]
    phones = [Phone(hosted.port, code) for _ in range(8)]
    one, other = hosted.replicas
    for phone in phones:
        phone.start()
    try:
        until(lambda: all(phone.saved for phone in phones))
        assert asked(one.port, "PUT", f"/present/{code}/state", {"state": "revealed"}, secret)[0] == 200
        until(lambda: state(other, code)["state"] == "revealed")  # what one was told the other knows
        before = [phone.saved for phone in phones]
        one.end(signal.SIGKILL)
        one.process.wait(10)
        until(lambda: all(phone.saved > saved for phone, saved in zip(phones, before, strict=True)))
        assert asked(hosted.port, "GET", f"/present/{code}/board", secret=secret)[1]["board"]["people"] == 8
    finally:
        for phone in phones:
            phone.stop.set()
        one.start()
    for phone in phones:
        phone.join()
    one.wait()
    assert [phone for phone in phones if not phone.saved <= phone.held() <= phone.sent] == []
    until(lambda: state(one, code) == state(other, code))
    assert state(one, code)["people"] == 8
    boards = [asked(each.port, "GET", f"/present/{code}/board", secret=secret) for each in (one, other)]
    assert boards[0] == boards[1]
    assert boards[0][1]["board"]["people"] == 8
    assert asked(hosted.port, "DELETE", f"/present/{code}", secret=secret) == (200, {"deleted": True})
    until(lambda: all(asked(each.port, "GET", f"/r/{code}/state")[0] == 404 for each in (one, other)))


def state(replica, code):
    """What a replica says of a room."""
    return asked(replica.port, "GET", f"/r/{code}/state")[1]


def until(there, seconds=30):
    """Wait for something to be so."""
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.05)
