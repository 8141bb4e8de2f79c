"""What other systems are told: exactly what happened, once written in its transaction, and sent until it is taken."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from standfirst import clock
from standfirst.accounts.models import Letter, User
from standfirst.accounts.tests.factories import cormac, niamh
from standfirst.comments import tasks
from standfirst.comments.actions import endpoints
from standfirst.comments.actions.deliveries import (
    LEASE,
    NoLongerPublic,
    NotYetTaken,
    claim_due,
    forget_old_deliveries,
    record,
    send_again,
    send_due_deliveries,
)
from standfirst.comments.actions.endpoints import add_endpoint, change_endpoint, rotate_secret, send_test
from standfirst.comments.actions.hooks import queue_event
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.models import Comment, Kind, WebhookDelivery, WebhookEndpoint
from standfirst.comments.tasks import begin_sending
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.comments.tests.receiving import Receiver, receiver
from standfirst.comments.webhooks.sending import BadAddress, Outcome
from standfirst.comments.webhooks.signing import sign
from standfirst.stories.embedding.reaching import Manners

pytestmark = pytest.mark.django_db
NAMED = "https://hooks.example/standfirst"


@pytest.fixture
def server(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    with receiver() as this:
        yield this


def make_endpoint(address: str = NAMED, **fields: Any) -> WebhookEndpoint:
    given = {"description": "The newsletter", "kinds": list(Kind.values), "now": clock.now(), **fields}
    return add_endpoint(address=address, **given)


def remove(comment: Comment) -> None:
    cause = Cause(rule="civil", why="Rude.", actor=cormac())
    change_state(comment_id=comment.pk, revision=1, to=Comment.State.REMOVED, cause=cause, now=clock.now())


def told(kind: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(WebhookDelivery.objects.get(kind=kind).message)
    return payload


def one() -> WebhookDelivery:
    return WebhookDelivery.objects.get()


def later(*, days: float = 0, minutes: float = 0) -> datetime:
    return clock.now() + timedelta(days=days, minutes=minutes)


# What is told


def test_a_comment_is_told_as_it_is_written_published_and_removed() -> None:
    make_endpoint()
    comment = make_comment(make_thread())
    remove(comment)
    kinds = list(WebhookDelivery.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [Kind.POSTED, Kind.PUBLISHED, Kind.REMOVED]
    data = told(Kind.PUBLISHED)["data"]
    assert data["comment"]["id"] == comment.pk
    assert data["text"] == comment.body
    assert data["author"] == {"reference": niamh().reference, "name": "Niamh", "badge": ""}
    assert data["page"]["address"].startswith("http")
    sequences = [told(kind)["data"]["sequence"] for kind in kinds]
    assert sequences == sorted(set(sequences))


def test_words_that_are_not_public_are_not_told_and_no_address_ever() -> None:
    make_endpoint()
    comment = make_comment(make_thread(comments_mode="premoderated"))
    remove(comment)
    assert WebhookDelivery.objects.count() == 2
    for delivery in WebhookDelivery.objects.all():
        assert comment.body not in delivery.message
        assert niamh().email not in delivery.message
        assert "Rude." not in delivery.message
        assert "Niamh" not in delivery.message


def test_a_published_comment_tells_no_mail_address() -> None:
    make_endpoint()
    make_comment(make_thread())
    assert niamh().email not in told(Kind.PUBLISHED)["data"].__str__()


def test_words_that_still_wait_when_a_comment_is_removed_never_leave() -> None:
    make_endpoint(kinds=[Kind.PUBLISHED])
    remove(make_comment(make_thread()))
    assert one().given_up_at
    assert claim_due(now=later(minutes=1)) == []


def test_words_that_are_gone_by_whatever_way_are_held_back_at_the_last_moment(server: Receiver) -> None:
    make_endpoint(server.address, kinds=[Kind.PUBLISHED])
    comment = make_comment(make_thread())
    Comment.objects.filter(pk=comment.pk).update(state=Comment.State.DELETED)
    send_due_deliveries(now=clock.now())
    assert server.arrived == []
    assert one().given_up_at
    with pytest.raises(NoLongerPublic):
        send_again(delivery_id=one().pk, now=clock.now())


def test_an_endpoint_is_told_what_it_asked_for_and_nothing_while_switched_off() -> None:
    make_endpoint(kinds=[Kind.REMOVED])
    quiet = make_endpoint()
    change_endpoint(endpoint_id=quiet.pk, address=NAMED, description="Off", kinds=[Kind.POSTED], is_active=False)
    make_comment(make_thread())
    assert not WebhookDelivery.objects.exists()


def test_what_is_taken_back_is_told_to_nobody() -> None:
    make_endpoint()
    thread = make_thread()
    with transaction.atomic():
        make_comment(thread)
        transaction.set_rollback(True)
    assert not WebhookDelivery.objects.exists()


def test_the_same_event_twice_is_one_message() -> None:
    make_endpoint()
    for _ in range(2):
        queue_event(kind=Kind.POSTED, event_id="e-1", comment_id=None, payload={}, now=clock.now())
    assert one().event_id == "e-1"


def test_no_address_of_our_own_network_is_taken() -> None:
    with pytest.raises(BadAddress):
        make_endpoint("http://127.0.0.1:8000/")
    assert not WebhookEndpoint.objects.exists()


# Sending


def test_a_message_arrives_signed_byte_for_byte_and_once(server: Receiver) -> None:
    endpoint = make_endpoint(server.address)
    make_comment(make_thread())
    assert send_due_deliveries(now=clock.now()) == 2
    assert send_due_deliveries(now=later(minutes=5)) == 0
    for headers, body in server.arrived:
        delivery = WebhookDelivery.objects.get(event_id=headers["webhook-id"])
        assert body == bytes(delivery.payload)
        timestamp = int(headers["webhook-timestamp"])
        expected = sign(secret=endpoint.secret, message_id=delivery.event_id, timestamp=timestamp, body=body)
        assert headers["webhook-signature"] == expected
        assert "." not in delivery.event_id
        assert delivery.state == "delivered"


def test_for_a_day_the_secret_before_signs_too(server: Receiver) -> None:
    endpoint = make_endpoint(server.address)
    new = rotate_secret(endpoint_id=endpoint.pk, now=clock.now())
    assert new.secrets_at(clock.now()) == [new.secret, endpoint.secret]
    assert new.secrets_at(later(days=1.1)) == [new.secret]
    send_test(endpoint_id=endpoint.pk, now=clock.now())
    send_due_deliveries(now=clock.now())
    assert len(server.arrived[0][0]["webhook-signature"].split()) == 2


def test_a_receiver_that_fails_is_tried_again_with_the_same_id(server: Receiver) -> None:
    send_test(endpoint_id=make_endpoint(server.address).pk, now=clock.now())
    server.status, server.body = 500, b"out of paper " * 100
    send_due_deliveries(now=clock.now())
    delivery = one()
    assert (delivery.state, delivery.attempts, delivery.last_status) == ("failing", 1, 500)
    assert len(delivery.last_answer) == 500
    assert delivery.endpoint.failing_since
    assert timedelta(seconds=20) < delivery.next_try_at - clock.now() <= timedelta(seconds=30)
    server.status, server.body = 200, b""
    send_due_deliveries(now=later(minutes=1))
    assert one().delivered_at
    assert one().endpoint.failing_since is None
    assert len(set(server.ids())) == 1


def test_redirects_are_not_followed(server: Receiver) -> None:
    send_test(endpoint_id=make_endpoint(server.address).pk, now=clock.now())
    server.status, server.headers = 307, {"location": server.address + "/private"}
    send_due_deliveries(now=clock.now())
    assert len(server.arrived) == 1
    assert "redirects are not followed" in one().last_error


def test_a_receiver_that_hangs_is_left(server: Receiver) -> None:
    send_test(endpoint_id=make_endpoint(server.address).pk, now=clock.now())
    server.answer = wait_for_the_end
    send_due_deliveries(now=clock.now(), seconds=0.3)
    assert one().last_error == "no answer within 0.3 seconds"


def wait_for_the_end(connection: socket.socket, over: Event) -> None:
    over.wait(30)
    connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")


def trickle(connection: socket.socket, over: Event, head: bytes) -> None:
    connection.sendall(head)
    while not over.wait(0.02):
        connection.sendall(b"x")


def test_a_head_that_never_ends_is_no_answer_and_a_body_that_never_ends_is(server: Receiver) -> None:
    send_test(endpoint_id=make_endpoint(server.address).pk, now=clock.now())
    server.answer = lambda to, over: trickle(to, over, b"HTTP/1.1 200 OK\r\nx: ")
    send_due_deliveries(now=clock.now(), seconds=0.3)
    assert one().state == "failing"
    server.answer = lambda to, over: trickle(to, over, b"HTTP/1.1 200 OK\r\n\r\nthanks")
    send_due_deliveries(now=later(minutes=2), seconds=1)
    assert one().state == "delivered"


def test_a_huge_answer_is_heard_to_a_point(server: Receiver) -> None:
    send_test(endpoint_id=make_endpoint(server.address).pk, now=clock.now())
    server.status, server.body = 200, b"\x00a" * 5_000_000
    send_due_deliveries(now=clock.now())
    assert one().delivered_at
    assert one().last_answer == "a" * 500


def test_nobody_there_is_a_trouble_in_words(server: Receiver) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        send_test(endpoint_id=make_endpoint(f"http://127.0.0.1:{unused.getsockname()[1]}/").pk, now=clock.now())
        send_due_deliveries(now=clock.now())
    assert one().last_error == "no answer (ClientConnectorError)"
    assert one().last_status is None


@pytest.mark.parametrize("leads_to", [["10.1.2.3"], ["93.184.215.14", "127.0.0.1"], ["::ffff:127.0.0.1"], []])
def test_a_name_that_leads_into_a_private_network_is_not_asked(leads_to: list[str]) -> None:
    async def look_up(name: str) -> list[str]:
        return leads_to

    send_test(endpoint_id=make_endpoint().pk, now=clock.now())
    send_due_deliveries(now=clock.now(), manners=Manners(look_up=look_up))
    assert one().last_error == "the name leads to no public address"


def test_one_that_hangs_takes_at_most_five_of_a_round() -> None:
    slow, quick = make_endpoint(), make_endpoint()
    for _ in range(8):
        send_test(endpoint_id=slow.pk, now=clock.now())
    send_test(endpoint_id=quick.pk, now=clock.now())
    assert [delivery.endpoint_id for delivery in claim_due(now=clock.now())] == [slow.pk] * 5 + [quick.pk]


# Dying and giving up


def test_a_worker_that_dies_over_a_message_leaves_it_to_the_next(server: Receiver) -> None:
    send_test(endpoint_id=make_endpoint(server.address).pk, now=clock.now())
    now = clock.now()
    assert len(claim_due(now=now)) == 1
    assert send_due_deliveries(now=now + LEASE / 2) == 0
    assert send_due_deliveries(now=now + LEASE) == 1
    assert one().delivered_at


@pytest.mark.django_db(transaction=True)
def test_two_workers_claim_each_message_once() -> None:
    endpoint = make_endpoint()
    for _ in range(5):
        send_test(endpoint_id=endpoint.pk, now=clock.now())
    now, ready, claimed = clock.now(), Barrier(3), list[int]()

    def work() -> None:
        ready.wait()
        claimed.extend(delivery.pk for delivery in claim_due(now=now))
        connection.close()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(claimed) == len(set(claimed)) == 5


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_beside_its_other_work(server: Receiver) -> None:
    assert not begin_sending(now=clock.now())
    send_test(endpoint_id=make_endpoint(server.address).pk, now=clock.now())
    server.answer = wait_for_the_end
    assert begin_sending(now=clock.now())
    assert not begin_sending(now=later(minutes=1))
    server.over.set()
    patience = Event()
    while not one().delivered_at:
        patience.wait(0.02)
    while not begin_sending_is_over():
        patience.wait(0.02)


def begin_sending_is_over() -> bool:
    return not tasks._sending.locked()


def test_gone_switches_the_endpoint_off_and_tells_the_administrators(server: Receiver) -> None:
    fergal = User.objects.create_superuser("fergal@paper.example", display_name="Fergal")
    endpoint = make_endpoint(server.address)
    send_test(endpoint_id=endpoint.pk, now=clock.now())
    server.status = 410
    send_due_deliveries(now=clock.now())
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    assert one().given_up_at
    letter = Letter.objects.get(purpose__startswith="webhook:")
    assert letter.recipient == fergal.email
    assert "410" in letter.text


def test_after_five_days_a_message_is_given_up_and_its_endpoint_switched_off(server: Receiver) -> None:
    User.objects.create_superuser("fergal@paper.example", display_name="Fergal")
    endpoint = make_endpoint(server.address)
    send_test(endpoint_id=endpoint.pk, now=clock.now())
    server.status = 503
    for day in (0, 1, 4.9999):
        send_due_deliveries(now=later(days=day))
        assert WebhookEndpoint.objects.get().is_active
    assert one().given_up_at, "the next try would come after five days"
    send_test(endpoint_id=endpoint.pk, now=later(days=4.9))
    send_due_deliveries(now=later(days=5.1))
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    assert "five days" in endpoint.switched_off_because
    assert Letter.objects.filter(purpose__startswith="webhook:").count() == 1
    switched_on = change_endpoint(
        endpoint_id=endpoint.pk, address=server.address, description="d", kinds=[], is_active=True
    )
    assert switched_on.failing_since is None


def test_a_late_failure_changes_nothing_that_another_worker_has_claimed() -> None:
    send_test(endpoint_id=make_endpoint().pk, now=clock.now())
    now = clock.now()
    first = claim_due(now=now)[0]
    second = claim_due(now=now + LEASE)[0]
    record(delivery=first, outcome=Outcome(status=500, trouble="late"), claimed_at=now, now=now + LEASE)
    assert one().attempts == 0
    record(delivery=second, outcome=Outcome(status=200), claimed_at=now + LEASE, now=now + LEASE)
    assert one().delivered_at


# By hand, and in the end


def test_a_message_is_sent_again_when_somebody_asks(server: Receiver) -> None:
    delivery = send_test(endpoint_id=make_endpoint(server.address).pk, now=clock.now())
    with pytest.raises(NotYetTaken):
        send_again(delivery_id=delivery.pk, now=clock.now())
    send_due_deliveries(now=clock.now())
    send_again(delivery_id=delivery.pk, now=clock.now())
    send_due_deliveries(now=clock.now())
    assert server.ids() == [delivery.event_id] * 2


def test_messages_are_forgotten_after_thirty_days() -> None:
    endpoint = make_endpoint()
    send_test(endpoint_id=endpoint.pk, now=clock.now())
    assert forget_old_deliveries(now=later(days=29)) == 0
    assert forget_old_deliveries(now=later(days=31)) == 1


def test_nothing_of_an_unknown_kind_is_promised() -> None:
    with pytest.raises(endpoints.UnknownKind):
        make_endpoint(kinds=["comment.sold"])
