"""Readers at a real site: signed in with sessions of their own, and posting from several browsers at once."""

from __future__ import annotations

import http.client
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from tests.site import Answer, Site, until

_numbers = count(1)
TRIES_WITHIN = 40.0
EACH_POSTS = 4
"""Fewer than a reader may post in a minute."""
ADDRESS_OF_A_COMMENT = re.compile(r"#comment-(\d+)$|/comments/(\d+)/posted/$")


@dataclass(frozen=True)
class Reader:
    """Somebody with an account, a name and a session."""

    name: str
    cookies: Mapping[str, str]

    def post(self, site: Site, thread_id: int, body: str, *, key: str) -> Answer:
        return site.ask(f"/comments/post/{thread_id}/", fields={"body": body, "posting_key": key}, cookies=self.cookies)


def welcome(site: Site, number: int = 1) -> list[Reader]:
    """So many new readers, signed in; not through the forms, since some tests need dozens."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction

    from standfirst.accounts.actions.people import enrol
    from standfirst.accounts.hint import HINT

    readers = []
    with site.open_database(), transaction.atomic():
        for _ in range(number):
            name = f"Reader {next(_numbers)} of {site.port}"
            user = enrol(email=f"{name.replace(' ', '-').lower()}@readers.example", display_name=name)
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.create()
            readers.append(Reader(name, {settings.SESSION_COOKIE_NAME: str(session.session_key), HINT: "1"}))
    return readers


def key_of(words: str) -> str:
    """A posting key that is these words' own, such as a form's script makes."""
    return re.sub(r"[^A-Za-z0-9]", "-", words)


def comment_in(answer: Answer) -> int:
    """The comment that an answer acknowledges; 0 for any other answer."""
    found = ADDRESS_OF_A_COMMENT.search(answer.location) if answer.status == 302 else None
    return int(found.group(1) or found.group(2)) if found else 0


@dataclass
class Crowd:
    """Readers who all write at once, in `clients` threads; each tries again until the site has said yes.

    A try that fails was a connection that broke or a 503; anything else is `trouble`.
    """

    site: Site
    thread_id: int
    readers: list[Reader]
    clients: int = 6
    acknowledged: dict[str, int] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)

    @property
    def expected(self) -> int:
        return len(self.readers) * EACH_POSTS

    @contextmanager
    def writing(self) -> Iterator[None]:
        """They write while the block runs; it ends when all have been told yes."""
        for number in range(self.clients):
            thread = threading.Thread(target=self._write, args=(self.readers[number :: self.clients],), daemon=True)
            self._threads.append(thread)
            thread.start()
        yield
        for thread in self._threads:
            thread.join(TRIES_WITHIN * 2)
        assert not self.trouble, self.trouble[:3]
        assert len(self.acknowledged) == self.expected

    def wait_for(self, number: int) -> None:
        """Until so many comments were acknowledged."""
        until(lambda: len(self.acknowledged) >= number or self.trouble, within=TRIES_WITHIN, what=f"{number} comments")

    def check(self) -> None:
        """What was acknowledged is in the database, once, and every count agrees with a recount."""
        from standfirst.comments.actions.recounting import recount
        from standfirst.comments.models import Comment

        with self.site.open_database():
            rows = list(Comment.objects.filter(thread_id=self.thread_id).values_list("body", "posting_key", "pk"))
            differences = recount()
        stored = {words: pk for words, key, pk in rows if key == key_of(words)}
        assert {words: stored.get(words) for words in self.acknowledged} == self.acknowledged
        assert not [words for words, times in Counter(words for words, _, _ in rows).items() if times > 1]
        assert differences == []

    def _write(self, readers: Iterable[Reader]) -> None:
        for turn in range(EACH_POSTS):
            for reader in readers:
                words = f"{reader.name} says it for the {turn + 1}. time"
                try:
                    until(lambda: self._try(reader, words), within=TRIES_WITHIN, what=words)  # noqa: B023 - called at once
                except AssertionError as error:
                    self.trouble.append(str(error))

    def _try(self, reader: Reader, words: str) -> bool:
        try:
            answer = reader.post(self.site, self.thread_id, words, key=key_of(words))
        except (OSError, http.client.HTTPException):
            return False
        if comment := comment_in(answer):
            self.acknowledged[words] = comment
            return True
        if answer.status != 503:
            raise AssertionError(f"{answer.status} {answer.location} {answer.text[:400]}")
        return False


def a_thread(site: Site, headline: str = "A story that everybody writes under", **story: str) -> int:
    """The thread of a new story."""
    from standfirst.comments.models import Thread
    from standfirst.stories.tests.factories import make_story

    with site.open_database():
        return Thread.objects.get(story=make_story(headline, **story)).pk


def a_comment(site: Site) -> int:
    """A published comment of a new reader."""
    [reader] = welcome(site)
    answer = reader.post(site, a_thread(site), "The pilot knew those rocks.", key="one")
    comment = comment_in(answer)
    assert comment, (answer.status, answer.text[:400])
    return comment
