"""The administrators' screens for webhooks: who opens them, what they write, and that a secret is shown once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife, cormac, niamh
from standfirst.comments.actions.deliveries import claim_due
from standfirst.comments.actions.endpoints import add_endpoint, send_test
from standfirst.comments.models import Kind, WebhookDelivery, WebhookEndpoint
from standfirst.comments.webhooks.queries import ON_A_SCREEN

pytestmark = pytest.mark.django_db
ADDRESS = "https://hooks.example/standfirst"
FIELDS = {
    "description": "The newsletter",
    "address": ADDRESS,
    "kinds": [Kind.PUBLISHED.value, Kind.REMOVED.value],
}


def at_the_desk(user: User) -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(user)
    return client


@pytest.fixture
def fergal() -> Client:
    return at_the_desk(User.objects.create_superuser("fergal@paper.example", display_name="Fergal"))


@pytest.fixture
def endpoint() -> WebhookEndpoint:
    return add_endpoint(address=ADDRESS, description="The newsletter", kinds=FIELDS["kinds"], now=clock.now())


def test_an_administrator_adds_an_endpoint_and_sees_its_secret_once(fergal: Client) -> None:
    answer = fergal.post(reverse("add_webhook"), FIELDS, follow=True)
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.kinds == [Kind.PUBLISHED, Kind.REMOVED]
    assert escape(endpoint.secret) in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    again = fergal.get(reverse("webhook", args=[endpoint.pk])).content.decode()
    assert escape(endpoint.secret) not in again
    assert endpoint.secret not in again


@pytest.mark.parametrize("address", ["http://hooks.example/", "https://192.168.1.4/", "https://intranet/"])
def test_an_address_that_is_never_asked_is_refused_in_words(fergal: Client, address: str) -> None:
    answer = fergal.post(reverse("add_webhook"), {**FIELDS, "address": address})
    assert answer.status_code == 422
    assert "Only https addresses" in answer.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_an_endpoint_is_changed_switched_off_tested_and_given_a_new_secret(
    fergal: Client, endpoint: WebhookEndpoint
) -> None:
    assert 'value="The newsletter"' in fergal.get(reverse("change_webhook", args=[endpoint.pk])).content.decode()
    fergal.post(reverse("change_webhook", args=[endpoint.pk]), {**FIELDS, "description": "The archive"})
    fergal.post(reverse("rotate_webhook_secret", args=[endpoint.pk]))
    fergal.post(reverse("test_webhook", args=[endpoint.pk]))
    before = endpoint.secret
    endpoint.refresh_from_db()
    assert (endpoint.description, endpoint.is_active, endpoint.old_secret) == ("The archive", False, before)
    assert WebhookDelivery.objects.get().endpoint == endpoint
    assert "Switched off" in fergal.get(reverse("webhooks")).content.decode()


def test_every_message_is_shown_a_page_at_a_time(fergal: Client, endpoint: WebhookEndpoint) -> None:
    made = [send_test(endpoint_id=endpoint.pk, now=clock.now()).event_id for _ in range(ON_A_SCREEN + 3)]
    address, seen = reverse("webhook", args=[endpoint.pk]), list[str]()
    following = "?"
    while following:
        page = fergal.get(address + following).content.decode()
        seen += re.findall(r'<code class="webhook-small">(webhook-test-\w+)', page)
        found = re.search(r'href="(\?before=\d+)"', page)
        following = found.group(1) if found else ""
    assert seen == made[::-1]


def test_a_cursor_that_is_none_begins_at_the_newest(fergal: Client, endpoint: WebhookEndpoint) -> None:
    send_test(endpoint_id=endpoint.pk, now=clock.now())
    for cursor in ("x", "²", "9" * 40, "-1"):
        page = fergal.get(reverse("webhook", args=[endpoint.pk]), {"before": cursor})
        assert "webhook-test-" in page.content.decode()


def test_what_was_given_up_says_so_and_is_sent_again(fergal: Client, endpoint: WebhookEndpoint) -> None:
    delivery = send_test(endpoint_id=endpoint.pk, now=clock.now())
    WebhookDelivery.objects.update(given_up_at=clock.now(), attempts=30, last_error="answered with <500>")
    page = fergal.get(reverse("webhook", args=[endpoint.pk])).content.decode()
    assert "Given up" in page
    assert "answered with &lt;500&gt;" in page
    fergal.post(reverse("resend_webhook", args=[delivery.pk]))
    assert [one.pk for one in claim_due(now=clock.now())] == [delivery.pk]


def test_the_list_costs_the_same_for_one_endpoint_and_many(fergal: Client, endpoint: WebhookEndpoint) -> None:
    fergal.get(reverse("webhooks"))
    with CaptureQueriesContext(connection) as one:
        fergal.get(reverse("webhooks"))
    for _ in range(5):
        add_endpoint(address="https://hooks.example/", description="d", kinds=[], now=clock.now())
    with CaptureQueriesContext(connection) as many:
        fergal.get(reverse("webhooks"))
    assert len(one) == len(many)


@pytest.mark.parametrize("person", [niamh, cormac, aoife])
def test_nobody_else_sees_or_writes_anything(person: Callable[[], User], endpoint: WebhookEndpoint) -> None:
    client = at_the_desk(person())
    delivery = send_test(endpoint_id=endpoint.pk, now=clock.now())
    WebhookDelivery.objects.update(given_up_at=clock.now())
    before = WebhookEndpoint.objects.values().get()
    for name in ("webhooks", "add_webhook"):
        assert client.get(reverse(name)).status_code in {302, 403}
    for name in ("webhook", "change_webhook"):
        answer = client.get(reverse(name, args=[endpoint.pk]))
        assert answer.status_code in {302, 403}
        assert endpoint.address not in answer.content.decode()
    client.post(reverse("add_webhook"), FIELDS)
    for name in ("change_webhook", "rotate_webhook_secret", "test_webhook"):
        client.post(reverse(name, args=[endpoint.pk]), {**FIELDS, "description": "Mine"})
    client.post(reverse("resend_webhook", args=[delivery.pk]))
    assert WebhookEndpoint.objects.values().get() == before
    assert WebhookDelivery.objects.get().given_up_at
    assert "Webhooks" not in client.get(reverse("wagtailadmin_home")).content.decode()
