"""Signatures: ours pass, whatever was touched does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.contributions.processors import BadSignature
from standfirst.contributions.processors.signing import check_signature, sign
from standfirst.contributions.tests.factories import NOON


@given(st.binary(), st.integers(-300, 300))
def test_what_was_signed_lately_passes(body: bytes, seconds: int) -> None:
    header = sign(body=body, secret="s", at=NOON)
    check_signature(body=body, header=header, secret="s", now=NOON + timedelta(seconds=seconds))


@given(st.text())
def test_no_other_header_passes(header: str) -> None:
    with pytest.raises(BadSignature):
        check_signature(body=b"{}", header=header, secret="s", now=NOON)


@pytest.mark.parametrize(
    ("body", "secret", "later"),
    [(b"{ }", "s", 0), (b"{}", "t", 0), (b"{}", "s", 301), (b"{}", "s", -301)],
)
def test_another_body_secret_or_time_does_not(body: bytes, secret: str, later: int) -> None:
    header = sign(body=b"{}", secret="s", at=NOON)
    with pytest.raises(BadSignature):
        check_signature(body=body, header=header, secret=secret, now=NOON + timedelta(seconds=later))


def test_the_time_can_not_be_made_younger() -> None:
    header = sign(body=b"{}", secret="s", at=NOON - timedelta(days=1))
    second = int(NOON.timestamp())
    with pytest.raises(BadSignature):
        check_signature(body=b"{}", header=f"t={second},{header.split(',')[1]}", secret="s", now=NOON)
