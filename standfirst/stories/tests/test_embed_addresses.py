"""Which addresses name an embed, and that all we make of one leads to its own host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.embedding.addresses import NotEmbeddable, name_piece
from standfirst.stories.embedding.finding import addresses_in, addresses_in_revision
from standfirst.stories.embedding.hosts import HOSTS, KEYS, UnknownHost, choose_hosts
from standfirst.stories.embedding.shapes import SHAPES, nearest_shape

VIDEO = "https://www.youtube.com/watch?v=abc-DEF_123"


@pytest.mark.parametrize(
    ("typed", "kept", "player"),
    [
        (VIDEO, VIDEO, "https://www.youtube-nocookie.com/embed/abc-DEF_123?rel=0"),
        ("https://youtu.be/abc-DEF_123?si=x", VIDEO, "https://www.youtube-nocookie.com/embed/abc-DEF_123?rel=0"),
        ("http://m.youtube.com/watch?t=9&v=abc-DEF_123&list=x", VIDEO, None),
        ("https://www.youtube.com/shorts/abc-DEF_123", VIDEO, None),
        (" https://vimeo.com/76979871#t=3 ", "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://soundcloud.com/harbour/fog-horn?si=1",
            "https://soundcloud.com/harbour/fog-horn",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fharbour%2Ffog-horn",
        ),
        (
            "https://open.spotify.com/intl-de/episode/0a1B2c3D4e5F6g7H8i9J0k",
            "https://open.spotify.com/episode/0a1B2c3D4e5F6g7H8i9J0k",
            "https://open.spotify.com/embed/episode/0a1B2c3D4e5F6g7H8i9J0k",
        ),
        ("https://bsky.app/profile/pilot.example.com/post/3kabcdefgh2x", None, ""),
        ("https://mastodon.ie/@pilot/109876543210", None, ""),
        ("https://twitter.com/pilot/status/1234567890", "https://x.com/pilot/status/1234567890", ""),
        ("https://www.instagram.com/pilot/reel/Cabc-123/", "https://www.instagram.com/reel/Cabc-123/", ""),
        ("https://www.tiktok.com/@pilot.boat/video/7123456789012345678", None, ""),
        ("https://datawrapper.dwcdn.net/aB3dE/4/", "https://datawrapper.dwcdn.net/aB3dE/", "https://datawrapper.dwcdn.net/aB3dE/"),
        ("https://public.flourish.studio/visualisation/123456/", None, "https://flo.uri.sh/visualisation/123456/embed"),
        (
            "https://www.openstreetmap.org/#map=15/53.27000/-9.05000&layers=N",
            "https://www.openstreetmap.org/#map=15/53.27000/-9.05000",
            "https://www.openstreetmap.org/export/embed.html"
            "?bbox=-9.063733%2C53.263840%2C-9.036267%2C53.276160&layer=mapnik",
        ),
        (
            "https://www.openstreetmap.org/?mlat=53.271&mlon=-9.049#map=0/89/180",
            None,
            "https://www.openstreetmap.org/export/embed.html"
            "?bbox=0.000000%2C73.233975%2C360.000000%2C96.766025&layer=mapnik&marker=53.271%2C-9.049",
        ),
    ],
)  # fmt: skip
def test_an_address_names_a_piece_however_it_was_copied(typed: str, kept: str | None, player: str | None) -> None:
    piece = name_piece(typed, HOSTS)
    assert piece.address == (kept or typed)
    assert player is None or piece.player == player
    assert name_piece(piece.address, HOSTS).address == piece.address


@pytest.mark.parametrize(
    ("typed", "is_known_host"),
    [
        ("", False),
        ("the ferry", False),
        ("https://player.example/watch?v=abc-DEF_123", False),
        ("https://www.youtube.com.evil.example/watch?v=abc-DEF_123", False),
        ("https://www.youtube.com@evil.example/watch?v=abc-DEF_123", False),
        ("https://www.youtube.com:8443/watch?v=abc-DEF_123", False),
        ("https://www.youtube.com:x/watch?v=abc-DEF_123", False),
        ("javascript://www.youtube.com/watch?v=abc-DEF_123", False),
        ("https://www.youtube.com/watch?v=abc", True),
        ("https://www.youtube.com/@harbour", True),
        ('https://www.youtube.com/watch?v="><script>a', True),
        ("https://mastodon.social/about", True),
        ("https://www.openstreetmap.org/copyright", True),
        ("https://www.openstreetmap.org/#map=99/1/1", True),
        ("https://www.youtube.com/watch?v=" + "a" * 600, False),
    ],
)
def test_anything_else_is_refused(typed: str, is_known_host: bool) -> None:
    with pytest.raises(NotEmbeddable) as refused:
        name_piece(typed, HOSTS)
    assert refused.value.is_known_host == is_known_host


@given(
    domain=st.sampled_from(sorted({domain for host in HOSTS for domain in host.domains})),
    rest=st.text(max_size=80) | st.from_regex(r"/[\w/@.?=&#%-]{0,60}", fullmatch=True),
)
def test_whatever_the_address_we_only_ever_lead_to_our_own_list(domain: str, rest: str) -> None:
    try:
        piece = name_piece(f"https://{domain}{rest}", HOSTS)
    except NotEmbeddable:
        return
    ours = {urlsplit(host.player).netloc for host in HOSTS} | {""}
    assert urlsplit(piece.player).netloc in ours
    for made in (piece.player, piece.question, piece.address):
        assert not set(made) & set("\"'<>\\ \n\t{}")
    assert piece.frame_source in {f"https://{one}" for one in ours if one} | {""}


def test_an_installation_chooses_its_hosts() -> None:
    assert [host.key for host in choose_hosts(KEYS)] == list(KEYS)
    assert [host.key for host in choose_hosts(["vimeo"])] == ["vimeo"]
    (own,) = choose_hosts(["social.harbour.example"])
    assert own.domains == ("social.harbour.example",)
    both = choose_hosts(["mastodon", "Social.harbour.example"])[0]
    assert {"mastodon.social", "social.harbour.example"} <= set(both.domains)
    with pytest.raises(UnknownHost):
        choose_hosts(["yuotube"])


def test_embeds_are_found_in_a_stored_body_however_deep() -> None:
    embed = {"type": "embed", "value": {"address": f" {VIDEO} "}, "id": "1"}
    body = [
        {"type": "paragraph", "value": "<p>x</p>"},
        embed,
        {
            "type": "fact_box",
            "value": {"inner": [embed, {"type": "quoted_post", "value": {"address": "https://x.com/a"}}]},
        },
        {"type": "embed", "value": {"address": ""}},
        {"type": "embed", "value": None},
    ]
    assert addresses_in(body) == [VIDEO, "https://x.com/a"]
    assert addresses_in_revision({"body": "[]", "lead_embed": VIDEO}) == [VIDEO]
    assert addresses_in_revision({"body": body}) == [VIDEO, "https://x.com/a"]


@given(width=st.integers(-5, 30_000), height=st.integers(-5, 30_000))
def test_every_proportion_has_a_shape(width: int, height: int) -> None:
    assert nearest_shape(width, height) in SHAPES


@pytest.mark.parametrize(
    ("size", "shape"), [((1280, 720), "16x9"), ((360, 640), "9x16"), ((0, 0), "16x9"), ((5, 5), "1x1")]
)
def test_the_nearest_shape(size: tuple[int, int], shape: str) -> None:
    assert nearest_shape(*size) == shape
