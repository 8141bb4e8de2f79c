"""Signatures against vectors that were made with `openssl dgst -mac HMAC`, and addresses that are never asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.comments.webhooks.patience import GIVEN_UP_AFTER, LONGEST, next_try
from standfirst.comments.webhooks.sending import BadAddress, manners_for
from standfirst.comments.webhooks.signing import new_secret, sign, signed_headers

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
COUNTED = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
VECTORS = [
    (
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        '{"test": 2432232314}',
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ),
    (
        COUNTED,
        "comment-removed-3-12-7",
        1795608000,
        '{"type":"comment.removed","data":{"comment":{"id":7}}}',
        "v1,A6RanNHJ4WkrgGPVREqNAhgDy3r+pzlkr3ZU1Y747Pk=",
    ),
    (
        COUNTED,
        "webhook-test-1",
        1795608000,
        '{"name":"Oisín"}',
        "v1,10+tUaqIikBkmco42gowYoZQQjyto6mD9FhkXbO53Zs=",
    ),
]


@pytest.mark.parametrize(("secret", "message_id", "timestamp", "body", "signature"), VECTORS)
def test_signatures_are_those_of_the_specification(
    secret: str, message_id: str, timestamp: int, body: str, signature: str
) -> None:
    assert sign(secret=secret, message_id=message_id, timestamp=timestamp, body=body.encode()) == signature


def test_the_example_in_the_documentation_finds_what_is_genuine() -> None:
    text = (Path(__file__).parents[3] / "docs/webhooks.md").read_text()
    example: dict[str, Any] = {}
    exec(text.split("```python\n")[1].split("```")[0], example)  # noqa: S102 - our own words
    body, now = b'{"type":"webhook.test"}', datetime.now(UTC)
    headers = signed_headers(secrets=[new_secret(), COUNTED], message_id="m", at=now, body=body)
    assert example["is_genuine"](COUNTED, headers, body)
    assert not example["is_genuine"](COUNTED, headers, body + b" ")
    assert not example["is_genuine"](new_secret(), headers, body)
    old = signed_headers(secrets=[COUNTED], message_id="m", at=now - timedelta(minutes=6), body=body)
    assert not example["is_genuine"](COUNTED, old, body)
    for word in VECTORS[1]:
        assert str(word) in text


def test_a_secret_that_is_being_changed_signs_beside_the_new_one() -> None:
    secrets = [new_secret(), COUNTED]
    headers = signed_headers(secrets=secrets, message_id="m", at=NOON, body=b"{}")
    expected = [sign(secret=one, message_id="m", timestamp=int(NOON.timestamp()), body=b"{}") for one in secrets]
    assert headers["webhook-signature"].split(" ") == expected
    assert headers["webhook-id"] == "m"
    assert headers["webhook-timestamp"] == str(int(NOON.timestamp()))


def test_a_message_is_tried_half_a_minute_later_then_ever_more_seldom() -> None:
    waits = [next_try(failures=one, made_at=NOON, now=NOON) for one in (1, 2, 3, 10, 11, 400)]
    assert waits[:3] == [NOON + timedelta(seconds=30), NOON + timedelta(minutes=1), NOON + timedelta(minutes=2)]
    assert waits[3:] == [NOON + timedelta(seconds=15360), NOON + LONGEST, NOON + LONGEST]


@given(failures=st.integers(1, 10_000), age=st.timedeltas(timedelta(0), timedelta(days=40)))
def test_no_message_is_tried_after_five_days(failures: int, age: timedelta) -> None:
    again = next_try(failures=failures, made_at=NOON, now=NOON + age)
    assert again is None or NOON + age < again < NOON + GIVEN_UP_AFTER


REFUSED = [
    "http://hooks.example/", "https://hooks.example:8443/", "https://10.0.0.1/", "https://[::1]/", "https://intranet/",
    "https://me:pass@hooks.example/", "https://hooks.example/#part", "ftp://hooks.example/", "https://hooks.example/ x",
    "https://127.0.0.1/", "https://localhost/", "https://2130706433/", "https://0x7f.1/", "https://hooks.example:x/",
    "", "https://hooks.example/" + "x" * 500,
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_never_asked(address: str) -> None:
    with pytest.raises(BadAddress):
        manners_for(address, this_machine=False)


def test_this_machine_is_asked_only_where_that_is_switched_on() -> None:
    assert manners_for("http://127.0.0.1:9000/hook", this_machine=True).allows("127.0.0.1")
    assert not manners_for("http://localhost:9000/hook", this_machine=True).allows("10.0.0.1")
    # A name on the open network is judged as ever, and may not lead here.
    assert not manners_for("https://hooks.example/", this_machine=True).allows("127.0.0.1")
    with pytest.raises(BadAddress):
        manners_for("http://hooks.example/", this_machine=True)
