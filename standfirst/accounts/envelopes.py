"""What stands on the outside of a letter that can be stopped."""

from __future__ import annotations

from email import policy as policies
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage as Message
from email.policy import EmailPolicy, Policy
from typing import Any

from django.core.mail import EmailMessage


def headers_for_stopping(address: str) -> dict[str, str]:
    """By these, mail programs offer to stop letters: RFC 2369; with one click RFC 8058, which asks for https."""
    if not address:
        return {}
    headers = {"List-Unsubscribe": f"<{address}>"}
    if address.startswith("https:"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


class AddressOnOneLine(UnstructuredHeader):
    """Python would break a long address into encoded words, which no mail program takes for an address."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def _with_whole_addresses(policy: Any) -> Any:
    if not isinstance(policy, EmailPolicy):
        return policy
    registry = HeaderRegistry()
    # typeshed asks for a base that no header class of Python's own has.
    registry.map_to_type("list-unsubscribe", AddressOnOneLine)  # type: ignore[arg-type]
    return policy.clone(header_factory=registry)


class Envelope(EmailMessage):
    """A message whose List-Unsubscribe header goes over the wire as it is written."""

    def message(self, *, policy: Any = policies.default) -> Message:
        message: Message = super().message(policy=_with_whole_addresses(policy))
        return message
