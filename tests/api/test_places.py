"""Turns and places: quick queries find one whatever long ones run, clients take turns, and the queue has an end."""

import asyncio
import threading

import pytest

from api.places import QUICK, Place, Places, party
from kg.errors import BusyError
from tests.api.loops import in_a_loop


def waiting(places: Places, client: str) -> tuple[threading.Thread, list[Place]]:
    """A thread that waits for a place, and what it is given."""
    found: list[Place] = []
    before = places.waiting
    thread = threading.Thread(target=lambda: found.append(places.take(client, 10)))
    thread.start()
    while places.waiting == before and not found:
        thread.join(0.001)
    return thread, found


def test_one_client_leaves_a_place_for_another() -> None:
    places = Places(long=2, queue=2)
    held = [places.take("a", 1) for _ in range(QUICK - 1)]
    with pytest.raises(BusyError, match="running"):
        places.take("a", 0.01)
    assert (places.running, places.waiting) == (QUICK - 1, 0)
    held.append(places.take("b", 0.01))
    thread, found = waiting(places, "a")
    places.leave(held.pop(0))
    thread.join(5)
    assert [place.client for place in found] == ["a"]


def test_clients_take_turns() -> None:
    places = Places(long=1, queue=9)
    held = [places.take(client, 1) for client in ("x", "y", "z")]
    queue = [waiting(places, client) for client in ("a", "a", "a", "b")]
    order: list[str] = []
    for _ in queue:
        places.leave(held.pop(0))
        while not (ready := [found for _, found in queue if found and found[0] not in held]):
            threading.Event().wait(0.001)
        order.append(ready[0][0].client)
        held.append(ready[0].pop())
    assert order[:2] == ["a", "b"]
    for thread, _ in queue:
        thread.join(5)


def test_the_queue_has_an_end() -> None:
    places = Places(long=1, queue=1)
    held = [places.take(client, 1) for client in ("x", "y", "z")]
    thread, found = waiting(places, "a")
    with pytest.raises(BusyError, match="waiting"):
        places.take("b", 1)
    places.leave(held[0])
    thread.join(5)
    assert found


def refusals(places: Places, *clients: str) -> list[str]:
    """Who is sent away when clients come one after the other, each to wait in a thread."""
    found: list[str] = []

    def come(client: str) -> None:
        try:
            places.leave(places.take(client, 10))
        except BusyError:
            found.append(client)

    held = [places.take(client, 1) for client in ("x", "y", "z")]
    threads = [threading.Thread(target=come, args=(client,)) for client in clients]
    for number, thread in enumerate(threads, start=1):
        thread.start()
        while places.waiting + len(found) < number:
            thread.join(0.001)
    for place in held:
        places.leave(place)
    for thread in threads:
        thread.join(10)
    assert (places.running, places.waiting) == (0, 0)
    return found


def test_who_has_fewer_turns_takes_one_of_whoever_has_most() -> None:
    assert refusals(Places(long=1, queue=4), "a", "a", "a", "a", "b", "c", "b", "a") == ["a", "a", "b", "a"]
    assert refusals(Places(long=1, queue=2), "a", "b", "c", "a") == ["c", "a"]


def test_a_full_queue_of_others_keeps_nobody_from_a_free_place() -> None:
    places = Places(long=1, queue=1)
    held = [places.take("a", 1) for _ in range(QUICK - 1)]
    thread, found = waiting(places, "a")
    assert places.is_full
    held.append(places.take("b", 1))
    for place in held:
        places.leave(place)
    thread.join(5)
    assert found


def test_in_an_event_loop_a_turn_is_lost_to_whoever_has_fewer() -> None:
    places = Places(long=1, queue=2)

    async def go() -> None:
        held = [await places.take_in_loop(client, 1) for client in ("x", "y", "z")]
        first, last = (asyncio.create_task(places.take_in_loop("a", 10)) for _ in range(2))
        await asyncio.sleep(0)
        other = asyncio.create_task(places.take_in_loop("b", 10))
        with pytest.raises(BusyError, match="waiting"):
            await last
        for place in held:
            places.leave(place)
        for waiting in (first, other):
            places.leave(await waiting)
        assert (places.running, places.waiting) == (0, 0)

    in_a_loop(go())


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::1", "::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_one_by_whatever_address_of_its_network_it_comes(host: str, expected: str) -> None:
    assert party(host) == expected


def test_a_long_query_frees_its_quick_place() -> None:
    places = Places(long=2, queue=2)
    held = [places.take(client, 1) for client in ("x", "y", "z")]
    assert places.prolong(held[0])
    assert places.prolong(held[0])
    fourth = places.take("w", 0.01)
    for place in (*held, fourth):
        places.leave(place)
    assert (places.running, places.waiting) == (0, 0)


def test_without_a_long_place_a_query_stays_until_another_waits() -> None:
    places = Places(long=1, queue=2)
    held = [places.take(client, 1) for client in ("x", "y", "z")]
    assert places.prolong(held[0])
    again = places.take("x", 0.01)
    assert not places.prolong(again)
    thread, found = waiting(places, "w")
    with pytest.raises(BusyError, match="long queries"):
        places.prolong(again)
    places.leave(again)
    thread.join(5)
    assert found


def test_in_an_event_loop_one_waits_its_turn_and_gives_up() -> None:
    places = Places(long=1, queue=2)

    async def go() -> None:
        held = [await places.take_in_loop(client, 1) for client in ("x", "y", "z")]
        waiting = asyncio.create_task(places.take_in_loop("a", 10))
        with pytest.raises(BusyError, match="running"):
            await places.take_in_loop("b", 0.01)
        left = asyncio.create_task(places.take_in_loop("b", 10))
        await asyncio.sleep(0.01)
        left.cancel()
        await asyncio.gather(left, return_exceptions=True)
        assert places.waiting == 1
        threading.Thread(target=places.leave, args=(held.pop(),)).start()
        held.append(await waiting)
        for place in held:
            places.leave(place)
        assert (places.running, places.waiting) == (0, 0)

    in_a_loop(go())
