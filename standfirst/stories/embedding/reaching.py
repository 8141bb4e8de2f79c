"""Asking a stranger's server without being led anywhere: which network addresses, how long, how much.

The name is looked up once per connection, every address it has is judged, and the connection goes to exactly those
that were judged, so a name that answers differently the second time gains nothing. Redirects are followed by hand and
judged anew. No proxy, no cookie, no credentials of this machine take part.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

MOST_REDIRECTS = 3
USER_AGENT = "Standfirst (embeds)"
# Ranges that stand for addresses of another kind and so could hide a private one, or lead out of the public network.
TUNNELS = [
    ipaddress.ip_network(one)
    for one in ("::ffff:0:0/96", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10")
]


class Unreachable(Exception):
    """The question was not answered; the message says why, for the desk."""


def is_public(address: str) -> bool:
    """Whether a network address belongs to the open network, and to nothing of ours."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and any(ip in tunnel for tunnel in TUNNELS):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def look_up(name: str) -> list[str]:
    """All network addresses of a name, as the system knows them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


@dataclass(frozen=True)
class Manners:
    """What may be reached and at what cost. The defaults are those of production; tests bring their own."""

    allows: Callable[[str], bool] = is_public
    look_up: Callable[[str], Awaitable[list[str]]] = look_up
    schemes: Collection[str] = ("https",)
    ports: Collection[int] = (443,)
    # Names without a dot, or network addresses, that are asked all the same; none in production.
    bare_names: Collection[str] = ()


class _JudgingResolver(AbstractResolver):
    """Gives the connector only addresses that were judged; one bad address among them refuses the name."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = await self.manners.look_up(host)
        if not addresses or not all(self.manners.allows(address) for address in addresses):
            raise Unreachable("the name leads to no public address")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        return None


@dataclass(frozen=True)
class Reply:
    """The bytes of an answer and the address that they came from in the end."""

    address: str
    body: bytes


@dataclass(frozen=True)
class Heard:
    """How somebody answered what we told them: the status, and the beginning of the body."""

    status: int
    body: bytes


class Messenger:
    """Asks over one connection pool; use it as `async with Messenger(manners) as messenger`."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners

    async def __aenter__(self) -> Messenger:
        connector = aiohttp.TCPConnector(resolver=_JudgingResolver(self.manners), use_dns_cache=False, force_close=True)
        self.session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            # A small answer could unfold into a huge one, so none is taken folded.
            auto_decompress=False,
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
        )
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.session.close()

    async def ask(self, address: str, *, types: Collection[str], most: int) -> Reply:
        """The body at `address`, of one of these content types and at most `most` bytes. Raise Unreachable."""
        for _ in range(MOST_REDIRECTS + 1):
            self._judge(address)
            try:
                async with self.session.get(address, allow_redirects=False) as response:
                    if response.status in {301, 302, 303, 307, 308}:
                        address = urljoin(address, response.headers.get("Location", ""))
                        continue
                    return Reply(address=address, body=await _body(response, types=types, most=most))
            except (aiohttp.ClientError, OSError, ValueError) as error:
                # What a library says may hold the other side's words; the kind of failure is enough.
                raise Unreachable(f"no answer ({type(error).__name__})") from error
        raise Unreachable("too many redirects")

    async def tell(self, address: str, *, body: bytes, headers: Mapping[str, str], most: int, seconds: float) -> Heard:
        """Post `body` to `address`, and hear at most `most` bytes of the answer. Raise Unreachable, TimeoutError.

        The status counts as soon as it is there: an answer whose body doesn't end in time is an answer. No redirect is
        followed.
        """
        self._judge(address)
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        try:
            async with (
                asyncio.timeout_at(end) as limit,
                self.session.post(address, data=body, headers=headers, allow_redirects=False) as response,
            ):
                limit.reschedule(None)
                return Heard(status=response.status, body=await _beginning(response, most=most, end=end))
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Unreachable(f"no answer ({type(error).__name__})") from error

    def _judge(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
        except ValueError as error:
            raise Unreachable("not an address") from error
        if parts.scheme not in self.manners.schemes or port not in self.manners.ports or "@" in parts.netloc:
            raise Unreachable("an address that is not asked")
        name = parts.hostname or ""
        if name in self.manners.bare_names:
            return
        # Numbers in place of a name would go past the look-up; no host that we know has such an address.
        if "." not in name or ":" in name or name.rsplit(".", 1)[-1][:1].isdigit():
            raise Unreachable("an address without a name")


async def _beginning(response: aiohttp.ClientResponse, *, most: int, end: float) -> bytes:
    """As much of the body as comes in time, at most `most` bytes; the rest is not waited for."""
    body = bytearray()
    try:
        async with asyncio.timeout_at(end):
            async for some in response.content.iter_chunked(8 * 1024):
                body += some
                if len(body) >= most:
                    break
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        pass
    response.close()
    return bytes(body[:most])


async def _body(response: aiohttp.ClientResponse, *, types: Collection[str], most: int) -> bytes:
    if response.status != 200:
        raise Unreachable(f"answered with {response.status}")
    if response.content_type not in types:
        raise Unreachable("answered with another kind of content")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unreachable("answered in a form that was not asked for")
    body = bytearray()
    async for some in response.content.iter_chunked(64 * 1024):
        body += some
        if len(body) > most:
            raise Unreachable("answered with too much")
    return bytes(body)
