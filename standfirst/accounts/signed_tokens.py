"""Signed tokens (JWT) of other sites: which are believed. Pure: no database, no clock.

What a token says of itself decides nothing. The key is found by the id in the header, the algorithm is the one that the
key was registered for, and any other in the header is refused: so there is no "none", and no public key that is taken
for a shared secret. RFC 8725 is followed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from jwt.types import Options

LONGEST = 8192
LONGEST_WORD = 255
SHORTEST_SECRET = 32
SMALLEST_RSA = 2048
CLOCKS_DIFFER = timedelta(seconds=30)
OLDEST = timedelta(minutes=10)
LIVES_AT_MOST = timedelta(hours=1)
UNJUDGED: Options = {
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}


class Algorithm(StrEnum):
    """What a site may sign with. Nothing else is ever tried."""

    RS256 = "RS256"
    ES256 = "ES256"
    EDDSA = "EdDSA"
    HS256 = "HS256"


@dataclass(frozen=True)
class Key:
    """A key that holds at present: `material` is a public key in PEM, for HS256 the shared secret."""

    kid: str
    algorithm: Algorithm
    material: str


@dataclass(frozen=True)
class Reader:
    """What a site says of somebody who is signed in there."""

    issuer: str
    subject: str
    token_id: str
    expires_at: datetime
    name: str = ""
    email: str = ""
    email_verified: bool = False


@dataclass(frozen=True)
class Page:
    """What a site says of a page of its own."""

    address: str
    title: str


class TokenRefused(Exception):
    """Not believed. `code` is one of: malformed, unknown-key, wrong-algorithm, forged, wrong-issuer, wrong-audience,
    expired, not-yet, stale, incomplete."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadKey(ValueError):
    """No key to check signatures with. `code` is one of: short, private, weak, not-public."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_reader(token: str, *, keys: Sequence[Key], issuer: str, audience: str, now: datetime) -> Reader:
    """Whom a token signs in, if it is believed at `now`. Raises TokenRefused.

    It must say `sub`, `jti`, `iat` and `exp`, be ten minutes old at most and live an hour at most. Whether its `jti`
    was seen before is for the caller to ask.
    """
    claims = _believed(token, keys=keys, issuer=issuer, audience=audience, now=now)
    issued_at, expires_at = _moment(claims, "iat"), _moment(claims, "exp")
    if issued_at is None or expires_at is None:
        raise TokenRefused("incomplete")
    if issued_at > now + CLOCKS_DIFFER:
        raise TokenRefused("not-yet")
    if issued_at < now - OLDEST or expires_at > issued_at + LIVES_AT_MOST:
        raise TokenRefused("stale")
    return Reader(
        issuer=issuer,
        subject=_word(claims, "sub"),
        token_id=_word(claims, "jti"),
        expires_at=expires_at,
        name=_text(claims, "name"),
        email=_text(claims, "email").strip().lower(),
        # A word such as "false" is none of the two.
        email_verified=claims.get("email_verified") is True,
    )


def read_page(token: str, *, keys: Sequence[Key], issuer: str, audience: str, now: datetime) -> Page:
    """Which page a site vouches for, in the claim `page` with `url` and `title`. Raises TokenRefused.

    Such a token stands in the page for everyone to read. It signs nobody in, since it has no subject.
    """
    claims = _believed(token, keys=keys, issuer=issuer, audience=audience, now=now)
    page = claims.get("page")
    if not isinstance(page, dict) or "sub" in claims:
        raise TokenRefused("incomplete")
    return Page(address=_word(page, "url", longest=LONGEST), title=_text(page, "title"))


def check_material(material: str, *, algorithm: Algorithm) -> str:
    """The key as it is kept: a secret as it is, a public key (PEM or JWK) in PEM. Raises BadKey."""
    text = material.strip()
    if "PRIVATE KEY" in text or _is_private_jwk(text):
        raise BadKey("private")
    if algorithm is Algorithm.HS256:
        # Whoever registers a public key as a secret would let everybody sign.
        if text.startswith(("-----BEGIN", "ssh-", "{")):
            raise BadKey("not-public")
        if len(text.encode()) < SHORTEST_SECRET or len(set(text)) < SHORTEST_SECRET // 4:
            raise BadKey("short")
        return text
    key = _public_key(text, algorithm)
    if isinstance(key, RSAPublicKey) and key.key_size < SMALLEST_RSA:
        raise BadKey("weak")
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _public_key(text: str, algorithm: Algorithm) -> RSAPublicKey | EllipticCurvePublicKey | Ed25519PublicKey:
    try:
        key: Any = jwt.PyJWK.from_json(text, algorithm).key if text.startswith("{") else _from_pem(text)
    except (ValueError, TypeError, UnsupportedAlgorithm, jwt.PyJWTError) as error:
        raise BadKey("not-public") from error
    if algorithm is Algorithm.RS256 and isinstance(key, RSAPublicKey):
        return key
    if algorithm is Algorithm.ES256 and isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return key
    if algorithm is Algorithm.EDDSA and isinstance(key, Ed25519PublicKey):
        return key
    raise BadKey("not-public")


def _is_private_jwk(text: str) -> bool:
    try:
        found = json.loads(text) if text.startswith("{") else {}
    except ValueError:
        return False
    return "d" in found or "k" in found


@lru_cache(maxsize=64)
def _from_pem(material: str) -> Any:
    return load_pem_public_key(material.encode())


def _believed(token: str, *, keys: Sequence[Key], issuer: str, audience: str, now: datetime) -> Mapping[str, Any]:
    """What the token says, once signature, issuer, audience and times are right."""
    key = _key_for(token, keys)
    material = key.material if key.algorithm is Algorithm.HS256 else _from_pem(key.material)
    # Times are judged below, by the clock that was given; issuer and audience with them.
    try:
        claims: Mapping[str, Any] = jwt.decode(token, material, algorithms=[key.algorithm.value], options=UNJUDGED)
    except jwt.InvalidSignatureError as error:
        raise TokenRefused("forged") from error
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise TokenRefused("malformed") from error
    if not issuer or claims.get("iss") != issuer:
        raise TokenRefused("wrong-issuer")
    told = claims.get("aud")
    if not audience or audience not in (told if isinstance(told, list) else [told]):
        raise TokenRefused("wrong-audience")
    expires_at, begins_at = _moment(claims, "exp"), _moment(claims, "nbf")
    if expires_at is None or ("nbf" in claims and begins_at is None):
        raise TokenRefused("incomplete")
    if expires_at <= now - CLOCKS_DIFFER:
        raise TokenRefused("expired")
    if begins_at is not None and begins_at > now + CLOCKS_DIFFER:
        raise TokenRefused("not-yet")
    return claims


def _key_for(token: str, keys: Sequence[Key]) -> Key:
    if len(token) > LONGEST or not token.isascii():
        raise TokenRefused("malformed")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise TokenRefused("malformed") from error
    # An extension that must be understood is not.
    if {"crit", "b64"} & header.keys():
        raise TokenRefused("malformed")
    key = next((one for one in keys if one.kid == header.get("kid")), None)
    if key is None:
        raise TokenRefused("unknown-key")
    if header.get("alg") != key.algorithm.value:
        raise TokenRefused("wrong-algorithm")
    return key


def _moment(claims: Mapping[str, Any], name: str) -> datetime | None:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _word(claims: Mapping[str, Any], name: str, *, longest: int = LONGEST_WORD) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise TokenRefused("incomplete")
    return value


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""
