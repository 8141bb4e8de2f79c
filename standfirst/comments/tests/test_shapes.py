"""Comments that are filled in look in every letter as their template makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.comments import shapes
from standfirst.comments.badges import Badge
from standfirst.comments.queries.shown import ShownAuthor, ShownComment, ShownParent
from standfirst.comments.shapes import ONE, OTHER, Renderer

MOMENTS = st.datetimes(min_value=datetime(2001, 1, 1), max_value=datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes with them
NAMES = st.text(max_size=12) | st.sampled_from([ONE.name, OTHER.body, "{{ x }}", "%(name)s", "<b>&\"'", "O’Brien"])
REFERENCES = st.from_regex(r"\A[a-z0-9]{0,12}\Z")
BADGES = st.sampled_from(Badge)
AUTHORS = st.builds(ShownAuthor, NAMES, BADGES, NAMES, REFERENCES, st.booleans(), st.booleans())
PARENTS = st.none() | st.builds(ShownParent, st.integers(1, 2**40), st.builds(ShownAuthor, NAMES))
WORDS = st.text(max_size=30) | st.sampled_from([ONE.body, f"<p>{ONE.pk} {ONE.name}</p>", "<p>{% x %} %s</p>"])
COMMENTS = st.builds(
    ShownComment,
    pk=st.integers(1, 2**40),
    author=AUTHORS,
    parent=PARENTS,
    body_html=WORDS,
    posted_at=MOMENTS,
    depth=st.integers(1, 30),
    state=st.sampled_from(["published", "removed", "deleted", "pending"]),
    edited_at=st.none() | MOMENTS,
    is_pick=st.booleans(),
    recommend_count=st.integers(0, 12_000),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    shown=COMMENTS,
    is_open=st.booleans(),
    language=st.sampled_from(["en", "de", "fr"]),
    zone=st.sampled_from(["UTC", "Europe/Dublin", "Asia/Kolkata"]),
)
def test_a_comment_looks_as_its_template_makes_it(shown: ShownComment, is_open: bool, language: str, zone: str) -> None:
    with translation.override(language), timezone.override(zone):
        expected = render_to_string("comments/comment.html", {"comment": shown, "is_open": is_open})
        assert Renderer(is_open=is_open).rendered(shown) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{{ comment.author.display_name|upper }}",
        "{{ comment.body_html|length }} letters, {{ comment.pk }}",
        "{{ comment.posted_at|date:'Y' }} and {{ comment.recommend_count }}",
    ],
)
def test_a_papers_own_template_may_do_more_than_show(tmp_path: Path, template: str) -> None:
    (tmp_path / "comments").mkdir()
    (tmp_path / "comments" / "comment.html").write_text(template)
    shown = ShownComment(
        7,
        ShownAuthor("Niamh", reference="niamh"),
        None,
        "<p>Words</p>",
        datetime(2026, 11, 20, tzinfo=UTC),
        1,
        "published",
    )
    engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path]}
    shapes._shape.cache_clear()
    try:
        with override_settings(TEMPLATES=[engine]):
            expected = render_to_string("comments/comment.html", {"comment": shown})
            assert Renderer(is_open=True).rendered(shown) == expected
    finally:
        shapes._shape.cache_clear()
