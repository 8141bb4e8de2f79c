"""What may stand in robots.txt, security.txt, trust.txt and ads.txt, and what these files then say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

ROBOTS_FIELDS = {"user-agent", "allow", "disallow", "crawl-delay"}
TRUST_ADDRESSES = {"member", "belongto", "control", "controlledby", "social", "vendor", "customer", "disclosure"}
ADS_VARIABLES = {"contact", "subdomain", "inventorypartnerdomain", "ownerdomain", "managerdomain"}
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)
MAIL = re.compile(r"[^@\s:/<>]+@[^@\s:/<>]+\.[^@\s:/<>]+")
# The standard asks for less than a year; the site says anew each day that somebody is still there.
SECURITY_TRUE_FOR = timedelta(days=180)


class Wrong(StrEnum):
    """What is wrong with a line; the words for it are the desk's."""

    NOT_A_FIELD = "not a field"
    UNKNOWN_FIELD = "unknown field"
    NO_AGENT = "no agent"
    NOT_A_PATH = "not a path"
    NOT_AN_ADDRESS = "not an address"
    NOT_A_CONTACT = "not a contact"
    NOT_A_DOMAIN = "not a domain"
    NOT_A_SELLER = "not a seller"


@dataclass(frozen=True)
class Fault:
    """A line that can't stay, by its number from one."""

    line: int
    wrong: Wrong
    text: str


def lines_of(text: str) -> list[str]:
    """The lines of a field, without what the ends of lines are made of."""
    return [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def said_lines(text: str) -> list[str]:
    """Without empty lines and remarks."""
    return [line for _, line in _said(text)]


def is_web_address(text: str) -> bool:
    if not re.fullmatch(r"[!-~]+", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def faults_in_robots(text: str) -> Iterator[Fault]:
    """Lines that no crawler would understand, or that stand before the first crawler is named."""
    agent_named = False
    for number, line in _said(text):
        name, colon, value = line.partition(":")
        field = name.strip().lower()
        agent_named = agent_named or field == "user-agent"
        if not colon:
            yield Fault(number, Wrong.NOT_A_FIELD, line)
        elif field not in ROBOTS_FIELDS:
            yield Fault(number, Wrong.UNKNOWN_FIELD, name.strip() or line)
        elif not agent_named:
            yield Fault(number, Wrong.NO_AGENT, line)
        elif field in {"allow", "disallow"} and value.strip() and value.strip()[0] not in "/*":
            yield Fault(number, Wrong.NOT_A_PATH, value.strip())


def faults_in_contacts(text: str) -> Iterator[Fault]:
    for number, line in _said(text):
        if not (is_web_address(line) or MAIL.fullmatch(line)):
            yield Fault(number, Wrong.NOT_A_CONTACT, line)


def faults_in_accounts(text: str) -> Iterator[Fault]:
    for number, line in _said(text):
        if not is_web_address(line):
            yield Fault(number, Wrong.NOT_AN_ADDRESS, line)


def faults_in_trust(text: str) -> Iterator[Fault]:
    for number, line in _said(text):
        name, equals, value = (part.strip() for part in line.partition("="))
        field = name.lower()
        if not equals or not value:
            yield Fault(number, Wrong.NOT_A_FIELD, line)
        elif field in TRUST_ADDRESSES:
            if not is_web_address(value):
                yield Fault(number, Wrong.NOT_AN_ADDRESS, value)
        elif field == "contact":
            if not (is_web_address(value) or MAIL.fullmatch(value)):
                yield Fault(number, Wrong.NOT_A_CONTACT, value)
        elif field != "datatrainingallowed" or value.lower() not in {"yes", "no"}:
            yield Fault(number, Wrong.UNKNOWN_FIELD, line)


def faults_in_ads(text: str) -> Iterator[Fault]:
    """A line names a seller (domain, account, DIRECT or RESELLER, perhaps an authority's id) or sets a variable."""
    for number, line in _said(text):
        said = line.partition("#")[0].strip()
        name, equals, value = (part.strip() for part in said.partition("="))
        if equals and "," not in name:
            if name.lower() not in ADS_VARIABLES:
                yield Fault(number, Wrong.UNKNOWN_FIELD, name or line)
            elif not value:
                yield Fault(number, Wrong.NOT_A_FIELD, line)
            continue
        parts = [part.strip() for part in said.split(",")]
        if len(parts) not in {3, 4} or not all(parts) or parts[2].upper() not in {"DIRECT", "RESELLER"}:
            yield Fault(number, Wrong.NOT_A_SELLER, line)
        elif not DOMAIN.fullmatch(parts[0]):
            yield Fault(number, Wrong.NOT_A_DOMAIN, parts[0])


def robots_txt(rules: str, *, sitemaps: Sequence[str]) -> str:
    return _file([*lines_of(rules), "", *(f"Sitemap: {address}" for address in sitemaps)])


def security_txt(contacts: str, *, address: str, languages: str, now: datetime) -> str:
    """As RFC 9116 has it. Expires half a year from `now`."""
    expires = (now + SECURITY_TRUE_FOR).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    told = [line if is_web_address(line) else f"mailto:{line}" for line in said_lines(contacts)]
    return _file(
        [
            *(f"Contact: {contact}" for contact in told),
            f"Expires: {expires}",
            f"Preferred-Languages: {languages}",
            f"Canonical: {address}",
        ]
    )


def trust_txt(lines: str, *, accounts: str) -> str:
    """The lines as they were written, and the paper's own accounts where they don't stand there already."""
    written = lines_of(lines)
    own = [f"social={account}" for account in said_lines(accounts)]
    return _file([*written, *(line for line in own if line not in written)])


def ads_txt(lines: str) -> str:
    return _file(lines_of(lines))


def _said(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines_of(text), start=1):
        if line and not line.startswith("#"):
            yield number, line


def _file(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n") + "\n"
