"""The hosts whose pieces a story may embed, and how each writes the addresses of its pieces.

Everything that leads anywhere is written by us, from the name of the piece in the address: where it is asked about
(oEmbed), and where its player lives. Nothing of that is ever taken from what the other side answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from standfirst.stories.embedding.maps import parts_of_map

Kind = Literal["video", "audio", "post", "graphic"]
WORD = r"[A-Za-z0-9_-]"


class UnknownHost(ValueError):
    """A word in the list of embed hosts that names none."""


@dataclass(frozen=True, kw_only=True)
class EmbedHost:
    """One host. In `question` and `player` stand the named groups of `pattern`, `{address}` for the whole address.

    `pattern` is matched against path, query and fragment, as `/path?query#fragment`. `canonical` is the address that
    is kept, so that one piece is one row however it was copied. An empty `question`: nothing can be asked without an
    account there. An empty `player`: its pieces are quoted, not played. `further` reckons more parts from the groups.
    """

    key: str
    name: str
    kind: Kind
    domains: tuple[str, ...]
    pattern: re.Pattern[str]
    canonical: str
    question: str = ""
    player: str = ""
    shape: str = "16x9"
    keeps_shape: bool = False
    further: Callable[[Mapping[str, str]], Mapping[str, str]] | None = None


LATITUDE, LONGITUDE = r"-?[0-9]{1,2}(?:\.[0-9]{1,10})?", r"-?[0-9]{1,3}(?:\.[0-9]{1,10})?"
VIDEO_ID = rf"(?P<id>{WORD}{{11}})"
HOSTS = (
    EmbedHost(
        key="youtube",
        name="YouTube",
        kind="video",
        domains=("www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"),
        pattern=re.compile(
            rf"/(?:watch\?(?:[^#]*&)?v=|embed/|live/|shorts/|(?={WORD}{{11}}(?:[?#]|$))){VIDEO_ID}(?!{WORD}).*"
        ),
        canonical="https://www.youtube.com/watch?v={id}",
        question="https://www.youtube.com/oembed?format=json&url={address}",
        player="https://www.youtube-nocookie.com/embed/{id}?rel=0",
    ),
    EmbedHost(
        key="vimeo",
        name="Vimeo",
        kind="video",
        domains=("vimeo.com", "www.vimeo.com", "player.vimeo.com"),
        pattern=re.compile(r"/(?:video/)?(?P<id>[0-9]{5,12})/?(?:[?#].*)?"),
        canonical="https://vimeo.com/{id}",
        question="https://vimeo.com/api/oembed.json?url={address}",
        player="https://player.vimeo.com/video/{id}?dnt=1",
    ),
    EmbedHost(
        key="soundcloud",
        name="SoundCloud",
        kind="audio",
        domains=("soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"),
        pattern=re.compile(rf"/(?P<user>{WORD}{{1,60}})/(?P<id>{WORD}{{1,200}})/?(?:[?#].*)?"),
        canonical="https://soundcloud.com/{user}/{id}",
        question="https://soundcloud.com/oembed?format=json&url={address}",
        player="https://w.soundcloud.com/player/?url={address}",
        shape="bar",
        keeps_shape=True,
    ),
    EmbedHost(
        key="spotify",
        name="Spotify",
        kind="audio",
        domains=("open.spotify.com",),
        pattern=re.compile(
            r"/(?:intl-[a-z]{2}/)?(?P<what>track|album|playlist|episode|show)/(?P<id>[A-Za-z0-9]{22})(?:[?#].*)?"
        ),
        canonical="https://open.spotify.com/{what}/{id}",
        question="https://open.spotify.com/oembed?url={address}",
        player="https://open.spotify.com/embed/{what}/{id}",
        shape="bar-high",
        keeps_shape=True,
    ),
    EmbedHost(
        key="bluesky",
        name="Bluesky",
        kind="post",
        domains=("bsky.app",),
        pattern=re.compile(r"/profile/(?P<handle>[A-Za-z0-9.:-]{3,253})/post/(?P<id>[a-z0-9]{8,20})/?(?:[?#].*)?"),
        canonical="https://bsky.app/profile/{handle}/post/{id}",
        question="https://embed.bsky.app/oembed?format=json&url={address}",
    ),
    EmbedHost(
        key="mastodon",
        name="Mastodon",
        kind="post",
        domains=("mastodon.social", "mastodon.online", "mastodon.ie", "mstdn.social", "mas.to", "newsie.social"),
        pattern=re.compile(
            r"/@(?P<handle>[A-Za-z0-9_]{1,60}(?:@[A-Za-z0-9.-]{3,100})?)/(?P<id>[0-9]{5,25})/?(?:[?#].*)?"
        ),
        canonical="https://{domain}/@{handle}/{id}",
        question="https://{domain}/api/oembed?url={address}",
    ),
    EmbedHost(
        key="x",
        name="X",
        kind="post",
        domains=("x.com", "www.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"),
        pattern=re.compile(r"/(?P<handle>[A-Za-z0-9_]{1,15})/status/(?P<id>[0-9]{5,25})/?(?:[?#].*)?"),
        canonical="https://x.com/{handle}/status/{id}",
        question="https://publish.x.com/oembed?omit_script=1&dnt=true&url={address}",
    ),
    EmbedHost(
        key="instagram",
        name="Instagram",
        kind="post",
        domains=("www.instagram.com", "instagram.com"),
        pattern=re.compile(rf"/(?:{WORD}{{1,30}}/)?(?P<what>p|reel)/(?P<id>{WORD}{{5,40}})/?(?:[?#].*)?"),
        canonical="https://www.instagram.com/{what}/{id}/",
    ),
    EmbedHost(
        key="tiktok",
        name="TikTok",
        kind="post",
        domains=("www.tiktok.com", "tiktok.com", "m.tiktok.com"),
        pattern=re.compile(r"/@(?P<handle>[A-Za-z0-9_.]{1,30})/video/(?P<id>[0-9]{10,25})/?(?:[?#].*)?"),
        canonical="https://www.tiktok.com/@{handle}/video/{id}",
        question="https://www.tiktok.com/oembed?url={address}",
    ),
    EmbedHost(
        key="datawrapper",
        name="Datawrapper",
        kind="graphic",
        domains=("datawrapper.dwcdn.net", "www.datawrapper.de"),
        pattern=re.compile(r"/(?:_/)?(?P<id>[A-Za-z0-9]{5})(?:/[0-9]{1,5})?/?(?:[?#].*)?"),
        canonical="https://datawrapper.dwcdn.net/{id}/",
        question="https://api.datawrapper.de/v3/oembed?format=json&url={address}",
        player="https://datawrapper.dwcdn.net/{id}/",
        shape="4x3",
    ),
    EmbedHost(
        key="flourish",
        name="Flourish",
        kind="graphic",
        domains=("public.flourish.studio", "flo.uri.sh"),
        pattern=re.compile(r"/(?P<what>visualisation|story)/(?P<id>[0-9]{1,12})(?:/embed)?/?(?:[?#].*)?"),
        canonical="https://public.flourish.studio/{what}/{id}/",
        question="https://app.flourish.studio/api/v1/oembed?url={address}",
        player="https://flo.uri.sh/{what}/{id}/embed",
        shape="4x3",
    ),
    EmbedHost(
        key="openstreetmap",
        name="OpenStreetMap",
        kind="graphic",
        domains=("www.openstreetmap.org", "openstreetmap.org"),
        # As the browser shows a map; with a pin at a place, as "Share" writes it.
        pattern=re.compile(
            rf"/?(?:\?mlat=(?P<mlat>{LATITUDE})&mlon=(?P<mlon>{LONGITUDE})|\?[^#]*)?"
            rf"#map=(?P<zoom>1?[0-9])/(?P<lat>{LATITUDE})/(?P<lon>{LONGITUDE})(?:&.*)?"
        ),
        canonical="https://www.openstreetmap.org/{pin}#map={zoom}/{lat}/{lon}",
        player="https://www.openstreetmap.org/export/embed.html?bbox={box}&layer=mapnik{marker}",
        shape="4x3",
        further=parts_of_map,
    ),
)
KEYS = tuple(host.key for host in HOSTS)
DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def choose_hosts(words: Iterable[str]) -> tuple[EmbedHost, ...]:
    """The hosts that an installation allows: names from the list above, and Mastodon servers by their domain.

    Raise UnknownHost for a word that is neither.
    """
    named = {host.key: host for host in HOSTS}
    chosen: list[str] = []
    servers: list[str] = []
    for word in words:
        if word.lower() in named:
            chosen.append(word.lower())
        elif DOMAIN.fullmatch(word.lower()):
            servers.append(word.lower())
        else:
            raise UnknownHost(word)
    hosts = [host for host in HOSTS if host.key in chosen]
    if servers:
        mastodon = named["mastodon"]
        domains = (*(mastodon.domains if "mastodon" in chosen else ()), *servers)
        hosts = [host for host in hosts if host is not mastodon] + [replace(mastodon, domains=domains)]
    return tuple(hosts)
