"""Which tokens of other sites are believed: those that are right in everything, and no other."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from standfirst.accounts.signed_tokens import (
    LONGEST,
    Algorithm,
    BadKey,
    Key,
    Page,
    TokenRefused,
    check_material,
    read_page,
    read_reader,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BLOG, PAPER = "https://blog.example", "https://paper.example"
SECRET = "between the two of us, and nobody else 12345"


@cache
def private(algorithm: Algorithm) -> Any:
    if algorithm is Algorithm.RS256:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return (
        ec.generate_private_key(ec.SECP256R1())
        if algorithm is Algorithm.ES256
        else ed25519.Ed25519PrivateKey.generate()
    )


def pem(key: Any) -> str:
    return str(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


def key_for(algorithm: Algorithm) -> Key:
    material = SECRET if algorithm is Algorithm.HS256 else pem(private(algorithm))
    return Key(kid=f"the-{algorithm}", algorithm=algorithm, material=check_material(material, algorithm=algorithm))


@cache
def keys() -> list[Key]:
    return [key_for(algorithm) for algorithm in Algorithm]


def claims(**more: Any) -> dict[str, Any]:
    told = {"iss": BLOG, "aud": PAPER, "sub": "17", "jti": "a", "iat": NOON, "exp": NOON + timedelta(minutes=5)} | more
    return {name: value for name, value in told.items() if value is not None}


def signed(algorithm: Algorithm = Algorithm.HS256, *, kid: str = "", **more: Any) -> str:
    material = SECRET if algorithm is Algorithm.HS256 else private(algorithm)
    return jwt.encode(claims(**more), material, algorithm.value, headers={"kid": kid or f"the-{algorithm}"})


def read(token: str, **more: Any) -> Any:
    given: dict[str, Any] = {"keys": keys(), "issuer": BLOG, "audience": PAPER, "now": NOON}
    return read_reader(token, **given | more)


def refusal(token: str, **more: Any) -> str:
    with pytest.raises(TokenRefused) as refused:
        read(token, **more)
    return refused.value.code


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_token_that_is_right_in_everything_names_its_reader(algorithm: Algorithm) -> None:
    told = read(signed(algorithm, name="Niamh", email="Niamh@Blog.example", email_verified=True, nbf=NOON))
    assert (told.issuer, told.subject, told.token_id, told.name) == (BLOG, "17", "a", "Niamh")
    assert (told.email, told.email_verified) == ("niamh@blog.example", True)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"iss": "https://other.example"}, "wrong-issuer"),
        ({"iss": None}, "wrong-issuer"),
        ({"iss": ""}, "wrong-issuer"),
        ({"aud": "https://other.example"}, "wrong-audience"),
        ({"aud": ["https://other.example"]}, "wrong-audience"),
        ({"aud": []}, "wrong-audience"),
        ({"aud": None}, "wrong-audience"),
        ({"exp": None}, "incomplete"),
        ({"exp": NOON - timedelta(minutes=1)}, "expired"),
        ({"nbf": NOON + timedelta(minutes=1)}, "not-yet"),
        ({"iat": NOON + timedelta(minutes=1)}, "not-yet"),
        ({"iat": NOON - timedelta(minutes=11)}, "stale"),
        ({"exp": NOON + timedelta(hours=2)}, "stale"),
        ({"iat": None}, "incomplete"),
        ({"sub": None}, "incomplete"),
        ({"sub": ""}, "incomplete"),
        ({"sub": "17\x00"}, "incomplete"),
        ({"sub": "x" * 300}, "incomplete"),
        ({"jti": None}, "incomplete"),
    ],
)
def test_one_that_is_wrong_in_anything_is_refused(more: dict[str, Any], code: str) -> None:
    assert refusal(signed(**more)) == code


@pytest.mark.parametrize("moment", [True, "1764000000", 1e400, -(10**30), [1], {"n": 1}])
def test_times_are_numbers_and_nothing_else(moment: Any) -> None:
    for name in ("exp", "iat", "nbf"):
        assert refusal(forged({"alg": "HS256", "kid": "the-HS256"}, {**plain(), name: moment}, SECRET)) in {
            "incomplete", "expired", "stale", "malformed",
        }  # fmt: skip


def test_an_audience_may_be_one_of_several() -> None:
    assert read(signed(aud=["https://other.example", PAPER])).subject == "17"


def test_clocks_may_differ_by_half_a_minute() -> None:
    assert read(signed(exp=NOON - timedelta(seconds=20), iat=NOON - timedelta(minutes=2))).subject == "17"
    assert read(signed(iat=NOON + timedelta(seconds=20), nbf=NOON + timedelta(seconds=20))).subject == "17"


# Forgeries


def plain() -> dict[str, Any]:
    return {name: int(value.timestamp()) if isinstance(value, datetime) else value for name, value in claims().items()}


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def forged(header: dict[str, Any], body: dict[str, Any], secret: str = "") -> str:
    """Made by hand, since no library would."""
    start = f"{part(header)}.{part(body)}"
    signature = hmac.new(secret.encode(), start.encode(), hashlib.sha256).digest() if secret else b""
    return f"{start}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", None, "HS384", "PS256", "RS512"])
@pytest.mark.parametrize("key", Algorithm)
def test_no_other_algorithm_is_tried_whatever_the_header_says(algorithm: Any, key: Algorithm) -> None:
    token = forged({"alg": algorithm, "kid": f"the-{key}"}, plain(), SECRET)
    assert refusal(token) in {"wrong-algorithm", "malformed"}
    assert refusal(forged({"alg": algorithm, "kid": f"the-{key}"}, plain())) in {"wrong-algorithm", "malformed"}


@pytest.mark.parametrize("algorithm", [Algorithm.RS256, Algorithm.ES256, Algorithm.EDDSA])
def test_a_public_key_is_never_taken_for_a_secret(algorithm: Algorithm) -> None:
    public = key_for(algorithm).material
    for secret in (public, public.strip(), "".join(public.splitlines()[1:-1])):
        assert refusal(forged({"alg": "HS256", "kid": f"the-{algorithm}"}, plain(), secret)) == "wrong-algorithm"
        assert refusal(forged({"alg": "HS256", "kid": "the-HS256"}, plain(), secret)) == "forged"


def test_a_key_that_the_token_brings_along_is_not_used() -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(other.public_key()))
    headers = {"kid": "the-RS256", "jwk": jwk, "jku": "https://evil.example/keys", "x5u": "https://evil.example/"}
    assert refusal(jwt.encode(claims(), other, "RS256", headers=headers)) == "forged"


def test_extensions_that_must_be_understood_are_refused() -> None:
    token = forged({"alg": "HS256", "kid": "the-HS256", "crit": ["exp"]}, plain(), SECRET)
    assert refusal(token) == "malformed"
    assert refusal(forged({"alg": "HS256", "kid": "the-HS256", "b64": False}, plain(), SECRET)) == "malformed"


@pytest.mark.parametrize("kid", ["", "the-rs256", "../the-RS256", "the-RS256 ", None, 7, ["the-RS256"]])
def test_a_key_is_found_by_its_exact_id(kid: Any) -> None:
    assert refusal(forged({"alg": "HS256", "kid": kid}, plain(), SECRET)) in {"unknown-key", "malformed"}
    assert refusal(forged({"alg": "HS256"}, plain(), SECRET)) == "unknown-key"


@given(place=st.integers(0, 10_000), letter=st.sampled_from("ABab01-_.="), algorithm=st.sampled_from(list(Algorithm)))
def test_a_token_with_one_letter_changed_is_refused(place: int, letter: str, algorithm: Algorithm) -> None:
    token = steady(algorithm)
    changed = token[: place % len(token)] + letter + token[place % len(token) + 1 :]
    try:
        told = read(changed)
    except TokenRefused:
        return
    # The last letter of a part may hold bits that mean nothing; then it says the same.
    assert told == read(token)


@cache
def steady(algorithm: Algorithm) -> str:
    return signed(algorithm)


@given(st.text(max_size=200) | st.from_regex(r"[\w-]{0,40}\.[\w-]{0,40}\.[\w-]{0,40}", fullmatch=True))
def test_nonsense_is_refused_and_breaks_nothing(text: str) -> None:
    with pytest.raises(TokenRefused):
        read(text)


def test_what_is_very_long_is_not_even_looked_at() -> None:
    assert refusal(signed(name="x" * LONGEST)) == "malformed"


def test_a_site_without_an_issuer_signs_nobody_in() -> None:
    assert refusal(signed(iss=""), issuer="") == "wrong-issuer"
    assert refusal(signed(aud=""), audience="") == "wrong-audience"
    assert refusal(signed(), keys=[]) == "unknown-key"


@pytest.mark.parametrize("said", ["true", 1, "yes", [True], None, False])
def test_only_true_says_that_an_address_is_proven(said: Any) -> None:
    assert read(signed(email="niamh@readers.example", email_verified=said)).email_verified is False


# Pages


def test_a_page_token_vouches_for_a_page_and_signs_nobody_in() -> None:
    page = {"url": "https://blog.example/ferry/", "title": "The ferry"}
    body: dict[str, Any] = {"sub": None, "jti": None, "iat": None, "page": page, "exp": NOON + timedelta(days=900)}
    token = signed(**body)
    given_keys: dict[str, Any] = {"keys": keys(), "issuer": BLOG, "audience": PAPER, "now": NOON}
    assert read_page(token, **given_keys) == Page(page["url"], page["title"])
    assert refusal(token) == "incomplete"
    for other in (signed(page=page), signed(**{**body, "page": "x"}), signed(**{**body, "page": {"title": "x"}})):
        with pytest.raises(TokenRefused, match="incomplete"):
            read_page(other, **given_keys)


# Keys


@pytest.mark.parametrize("algorithm", [Algorithm.RS256, Algorithm.ES256, Algorithm.EDDSA])
def test_a_public_key_is_kept_in_pem_however_it_was_given(algorithm: Algorithm) -> None:
    makers: dict[Algorithm, Any] = {
        Algorithm.RS256: jwt.algorithms.RSAAlgorithm,
        Algorithm.ES256: jwt.algorithms.ECAlgorithm,
        Algorithm.EDDSA: jwt.algorithms.OKPAlgorithm,
    }
    kept = check_material(f"\n{pem(private(algorithm))}\n", algorithm=algorithm)
    jwk = makers[algorithm].to_jwk(private(algorithm).public_key())
    assert kept == check_material(str(jwk), algorithm=algorithm) == pem(private(algorithm))


def test_private_weak_and_other_keys_are_refused() -> None:
    own = private(Algorithm.RS256)
    in_pem = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    small = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505  # to be refused
    p384 = ec.generate_private_key(ec.SECP384R1())
    for material, algorithm, code in [
        (in_pem, Algorithm.RS256, "private"),
        (str(jwt.algorithms.RSAAlgorithm.to_jwk(own)), Algorithm.RS256, "private"),
        (pem(small), Algorithm.RS256, "weak"),
        (pem(p384), Algorithm.ES256, "not-public"),
        (pem(own), Algorithm.ES256, "not-public"),
        (pem(own), Algorithm.EDDSA, "not-public"),
        (pem(own), Algorithm.HS256, "not-public"),
        ("hello", Algorithm.RS256, "not-public"),
        ("{", Algorithm.ES256, "not-public"),
        ("[1]", Algorithm.ES256, "not-public"),
        ('{"kty": "oct", "k": "AAAA"}', Algorithm.HS256, "private"),
        ("short", Algorithm.HS256, "short"),
        ("a" * 64, Algorithm.HS256, "short"),
    ]:
        with pytest.raises(BadKey) as refused:
            check_material(material, algorithm=algorithm)
        assert refused.value.code == code, material
