"""What goes on to the app and what comes back from it: which headers, under which name, for whom. Pure judgement."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from standfirst.edge.server.memory import Key
from standfirst.edge.server.rsgi import HeaderList, RequestHeaders, Scope

PRIVATE_PREFIXES = (
    "/desk/",
    "/account/",
    "/your/",
    "/api/v3/your/",
    "/comments/",
    "/reports/",
    "/support/pledge/",
    "/checkout/",
    "/demo/",
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
SAID_BY_US = {"host", "content-length", "expect", "forwarded", "x-real-ip"}
PLAIN_NAME = re.compile(r"[a-z0-9-]+")
HOST = re.compile(r"([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:[0-9]{1,5})?")
LONGEST_TARGET = 8192
PATH_SAFE = "/:@!$&'()*+,;=-._~"
QUERY_SAFE = "".join(map(chr, range(0x21, 0x7F))).replace("#", "")


class Refused(Exception):
    """The request can't be taken on; answered at the door with this status and these words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks for which site: `site` is the first part of a page's key."""

    host: str
    scheme: str
    address: str

    @property
    def site(self) -> str:
        return site_name(self.host, self.scheme)

    def headers(self) -> HeaderList:
        return [("host", self.host), ("x-forwarded-for", self.address), ("x-forwarded-proto", self.scheme)]


def is_private(path: str) -> bool:
    """Whether the answer is for one person. Everything else is the same for everyone."""
    return path.startswith(PRIVATE_PREFIXES)


def site_name(host: str, scheme: str) -> str:
    return host if scheme == "http" else f"{scheme}://{host}"


def read_site(headers: RequestHeaders, *, trusted_proxy: bool) -> str:
    """The site a request names, unchecked: good for looking into memory, not for asking the app."""
    host = headers.get("host", "").lower()
    return site_name(host, _scheme(headers)) if trusted_proxy else host


def read_visitor(scope: Scope, *, trusted_proxy: bool) -> Visitor:
    """Raise `Refused` if the request doesn't name exactly one plausible host."""
    headers = scope.headers
    hosts = headers.get_all("host")
    host = hosts[0].lower() if len(hosts) == 1 else ""
    if not HOST.fullmatch(host) or (scope.authority or host).lower() != host:
        raise Refused(400, "The request names no host, or more than one.")
    if not trusted_proxy:
        return Visitor(host=host, scheme="http", address=peer_address(scope))
    # Only the last address was written by our proxy; those before it are whatever the client claimed.
    told = (headers.get_all("x-forwarded-for") or [""])[-1].rpartition(",")[2].strip()
    return Visitor(host=host, scheme=_scheme(headers), address=_as_address(told) or peer_address(scope))


def peer_address(scope: Scope) -> str:
    """The address at the other end of the connection, without port."""
    return scope.client.rpartition(":")[0].strip("[]")


def is_neighbour(scope: Scope) -> bool:
    """Whether the request began on this machine, and was not handed on by a proxy on this machine."""
    peer = ipaddress.ip_address(peer_address(scope))
    mapped = peer.ipv4_mapped if isinstance(peer, ipaddress.IPv6Address) else None
    handed_on = any(name in scope.headers for name in ("x-forwarded-for", "forwarded", "via", "x-real-ip"))
    return (mapped or peer).is_loopback and not handed_on


def request_target(key: Key) -> str:
    """The path and query to ask the app for. granian gives the path decoded, so it is encoded again."""
    _, path, query = key
    return quote(path, safe=PATH_SAFE) + (f"?{quote(query, safe=QUERY_SAFE)}" if query else "")


def personal_headers(headers: RequestHeaders) -> HeaderList:
    """A person's own request headers as the app may see them.

    Names with an underscore are left out: WSGI makes one name of `X_Forwarded_For` and `X-Forwarded-For`.
    """
    items = headers.items()
    connection = _named_in_connection(items)
    kept = [(name, value) for name, value in items if _may_pass(name) and name not in connection]
    cookies = [value for name, value in kept if name == "cookie"]
    others = [(name, value) for name, value in kept if name != "cookie"]
    return [*others, ("cookie", "; ".join(cookies))] if cookies else others


def answer_headers(raw: Iterable[tuple[bytes, bytes]]) -> tuple[HeaderList, dict[str, str]]:
    """The app's headers for the client, and apart from them the `edge-…` ones, which never leave the house."""
    items = [(name.decode("latin-1").lower(), _decoded(value)) for name, value in raw]
    connection = _named_in_connection(items)
    ours = {name: value for name, value in items if name.startswith("edge-")}
    theirs = [
        (name, value)
        for name, value in items
        if name not in HOP_BY_HOP and name not in connection and name not in ours and name != "content-length"
    ]
    return theirs, ours


def _may_pass(name: str) -> bool:
    return (
        PLAIN_NAME.fullmatch(name) is not None
        and name not in HOP_BY_HOP
        and name not in SAID_BY_US
        and not name.startswith(("edge-", "x-forwarded-"))
    )


def _named_in_connection(items: Iterable[tuple[str, str]]) -> set[str]:
    values = [value for name, value in items if name == "connection"]
    return {word.strip().lower() for value in values for word in value.split(",")}


def _scheme(headers: RequestHeaders) -> str:
    return "https" if headers.get("x-forwarded-proto", "").strip().lower() == "https" else "http"


def _as_address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
