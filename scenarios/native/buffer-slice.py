"""A slice of a memoryview is a view that keeps its object; `bytes()` makes a copy."""

from collections import deque


class Packet(bytearray):
    """A bytearray that can be weakly referenced."""


def receive():
    return Packet(b"packet " * 2_857)


def a_view_of_every_packet(lab):
    headers = []

    def step():
        packet = lab.watch(receive(), "packet")
        headers.append(memoryview(packet)[:10])

    return step


def views_of_the_newest_50_packets(lab):
    headers = deque(maxlen=50)

    def step():
        packet = lab.watch(receive(), "packet")
        headers.append(memoryview(packet)[:10])

    return step


def copies_from_the_newest_50_packets(lab):
    headers = deque(maxlen=50)

    def step():
        packet = lab.watch(receive(), "packet")
        headers.append(bytes(memoryview(packet)[:10]))

    return step


leaks = {
    "a view of every packet": a_view_of_every_packet,
}
plateaus = {
    "views of the newest 50 packets": views_of_the_newest_50_packets,
}
collects = {
    "copies from the newest 50 packets": copies_from_the_newest_50_packets,
}

differs = {
    "copies from the newest 50 packets": (
        "A slice of `bytes` or `bytearray` is a copy from the start; only a "
        "memoryview shares."
    ),
}
