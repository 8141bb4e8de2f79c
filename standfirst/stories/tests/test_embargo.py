"""Before its minute an embargoed story is nowhere, whoever presses what; after it, it is live if it was published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife, niamh
from standfirst.stories.actions.due import publish_due
from standfirst.stories.actions.embargoes import (
    EmbargoRefused,
    MayNotLift,
    check_embargo,
    end_due_embargoes,
    lift_embargo,
    set_embargo,
)
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.groups import DUTY_EDITORS
from standfirst.stories.models import Embargo, EmbargoChange, SectionPage, StoryEmbargoed, StoryPage
from standfirst.stories.tests.factories import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def duty_editor() -> User:
    """Aoife on the days on which she has the last word."""
    person = aoife()
    person.groups.add(Group.objects.get(name=DUTY_EDITORS))
    return User.objects.get(pk=person.pk)


def embargoed(headline: str = "Harbour budget", *, hours: float = 1) -> StoryPage:
    story = make_draft(headline)
    now = clock.now()
    set_embargo(story=story, until=now + hours * HOUR, reason="Budget at six.", actor=aoife(), now=now)
    return story


def fresh(story: StoryPage) -> StoryPage:
    found: StoryPage = StoryPage.objects.get(pk=story.pk)
    return found


def test_publishing_under_embargo_schedules_for_its_end_and_the_worker_keeps_to_it() -> None:
    story = embargoed()
    until = Embargo.objects.get().embargoed_until
    assert not publish_story(story=story, actor=aoife()).live
    assert [one.approved_go_live_at for one in story.revisions.all()] == [until]
    assert publish_due(now=until - timedelta(seconds=1)) == 0
    assert not fresh(story).live


def test_at_its_minute_it_goes_live_and_says_so_in_its_history(monkeypatch: pytest.MonkeyPatch) -> None:
    story = embargoed()
    until = Embargo.objects.get().embargoed_until
    publish_story(story=story, actor=aoife())
    pass_to(until, monkeypatch)
    assert publish_due(now=until) == 1
    assert fresh(story).live
    last = EmbargoChange.objects.filter(story=story).last()
    assert last is not None
    assert (last.before, last.after, last.who) == (until, None, None)


def pass_to(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail asks Django for the time."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    monkeypatch.setattr("standfirst.clock.now", lambda: moment)


def test_at_its_minute_what_nobody_published_stays_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    story = embargoed()
    pass_to(Embargo.objects.get().embargoed_until, monkeypatch)
    assert publish_due(now=clock.now()) == 0
    assert (fresh(story).live, Embargo.objects.count()) == (False, 0)


def test_somebody_who_publishes_between_the_minute_and_the_worker_is_not_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story = embargoed()
    pass_to(Embargo.objects.get().embargoed_until, monkeypatch)
    assert publish_story(story=story, actor=aoife()).live


def test_clearing_the_moment_to_go_live_in_the_editor_publishes_nothing(client: Client) -> None:
    story = embargoed()
    until = Embargo.objects.get().embargoed_until
    publish_story(story=story, actor=aoife())
    with_no_moment = fresh(story).get_latest_revision_as_object()
    with_no_moment.go_live_at = None
    with_no_moment.save_revision().publish(user=aoife())
    assert not fresh(story).live
    assert fresh(story).scheduled_revision.approved_go_live_at == until


def test_no_way_to_save_it_as_public_is_left(client: Client) -> None:
    story = embargoed()
    story.live = True
    with pytest.raises(StoryEmbargoed):
        story.save()
    for unguarded in (StoryPage.objects.filter(pk=story.pk), Page.objects.filter(pk=story.pk)):
        with pytest.raises(DatabaseError, match="embargoed"), transaction.atomic():
            unguarded.update(live=True)
    with pytest.raises(DatabaseError, match="embargoed"), transaction.atomic():
        Embargo.objects.create(story=make_story("Out"), embargoed_until=clock.now(), reason="", set_at=clock.now())
    assert client.get(story.url).status_code == 404
    assert story not in StoryPage.objects.visible_to_readers()


def test_bulk_publishing_and_workflows_schedule_it_too(client: Client) -> None:
    story = embargoed()
    client.force_login(duty_editor())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.post(f"{address}?id={story.pk}", {"include_descendants": ""}).status_code == 302
    assert (fresh(story).live, fresh(story).approved_schedule) == (False, True)


def test_nobody_from_outside_sees_a_preview_or_a_draft(client: Client) -> None:
    story = embargoed("Secret budget")
    for name in ("view_draft", "preview_on_edit", "edit", "history"):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[story.pk]))
        assert answer.status_code in (302, 403)
    for address in (story.url, "/", make_section().url):
        assert b"Secret budget" not in client.get(address).content


def test_a_copy_has_the_embargo_too_and_a_mirror_is_refused() -> None:
    story = embargoed()
    copy = fresh(story).copy(update_attrs={"slug": "copy"})
    assert Embargo.of(copy.pk) is not None
    copy.get_latest_revision().publish()
    assert not fresh(copy).live
    with pytest.raises(StoryEmbargoed), transaction.atomic():
        fresh(story).create_alias(update_slug="mirror")
    section = SectionPage.objects.get(pk=make_section().pk)
    section.copy(recursive=True, update_attrs={"slug": "other", "title": "Other"})
    assert Embargo.objects.count() == 4
    assert fresh(make_story("Free")).copy(update_attrs={"slug": "free-2"}).live


def test_only_with_the_right_is_an_embargo_shortened_or_lifted() -> None:
    story, now = embargoed(), clock.now()
    until = Embargo.objects.get().embargoed_until
    with pytest.raises(MayNotLift):
        set_embargo(story=story, until=until - HOUR / 2, reason="Sooner.", actor=aoife(), now=now)
    with pytest.raises(MayNotLift):
        lift_embargo(story=story, reason="Now.", actor=aoife(), now=now)
    set_embargo(story=story, until=until + HOUR, reason="Later.", actor=aoife(), now=now)
    set_embargo(story=story, until=until - HOUR / 2, reason="Sooner.", actor=duty_editor(), now=now)
    lift_embargo(story=story, reason="The agency called.", actor=duty_editor(), now=now)
    with pytest.raises(EmbargoRefused, match="no embargo"):
        lift_embargo(story=story, reason="Again.", actor=duty_editor(), now=now)
    told = [(one.after, one.why) for one in EmbargoChange.objects.filter(story=story)]
    assert told == [
        (until, "Budget at six."),
        (until + HOUR, "Later."),
        (until - HOUR / 2, "Sooner."),
        (None, "The agency called."),
    ]


def test_changes_are_never_rewritten_and_outlive_the_story() -> None:
    story = embargoed()
    with pytest.raises(DatabaseError), transaction.atomic():
        EmbargoChange.objects.update(why="Something else.")
    aoife().delete()
    fresh(story).delete()
    (row,) = EmbargoChange.objects.all()
    assert (row.who, Embargo.objects.count()) == (None, 0)


def test_what_was_published_under_an_embargo_goes_live_when_it_is_lifted() -> None:
    story = embargoed()
    publish_story(story=story, actor=aoife())
    assert lift_embargo(story=story, reason="Now.", actor=duty_editor(), now=clock.now())
    assert publish_due(now=clock.now()) == 1
    assert fresh(story).live


def test_a_draft_saved_under_an_embargo_is_published_at_once_after_it_is_lifted() -> None:
    story = embargoed()
    fresh(story).get_latest_revision_as_object().save_revision()
    assert not lift_embargo(story=story, reason="Now.", actor=duty_editor(), now=clock.now())
    assert publish_story(story=story, actor=None).live


def test_a_schedule_moves_with_the_embargo_but_a_later_one_stays() -> None:
    story, now = make_draft(), clock.now()
    story.go_live_at = now + HOUR
    story.save_revision().publish()
    for hours, expected in ((3, 3), (4, 4), (2, 2)):
        set_embargo(story=story, until=now + hours * HOUR, reason="", actor=duty_editor(), now=now)
        assert fresh(story).scheduled_revision.approved_go_live_at == now + expected * HOUR
    later = fresh(story).scheduled_revision.as_object()
    later.go_live_at = now + 5 * HOUR
    later.save_revision().publish()
    lift_embargo(story=story, reason="", actor=duty_editor(), now=now)
    assert fresh(story).scheduled_revision.approved_go_live_at == now + 5 * HOUR


def test_no_embargo_for_what_is_public_mirrored_or_past() -> None:
    story, now = make_story(), clock.now()
    mirror = fresh(story).create_alias(update_slug="mirror")
    mirror.unpublish()
    for page, until in (
        (story, now + HOUR),
        (StoryPage.objects.get(pk=mirror.pk), now + HOUR),
        (make_draft("New"), now),
    ):
        with pytest.raises(EmbargoRefused):
            set_embargo(story=page, until=until, reason="", actor=None, now=now)


def test_an_embargo_that_was_moved_meanwhile_does_not_end() -> None:
    story = embargoed()
    Embargo.objects.update(embargoed_until=clock.now() + 2 * HOUR)
    assert end_due_embargoes(now=clock.now() + HOUR) == 0
    with pytest.raises(StoryEmbargoed):
        check_embargo(story=story, now=clock.now())


def test_even_where_a_row_says_live_the_address_of_an_embargoed_story_leads_nowhere() -> None:
    story = embargoed()
    story.live = True
    with pytest.raises(Http404):
        story.route(RequestFactory().get("/"), [])


def test_setting_and_lifting_wait_for_whoever_publishes() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with CaptureQueriesContext(connection) as queries:
        story = embargoed()
        lift_embargo(story=story, reason="Now.", actor=duty_editor(), now=clock.now())
    both = 'FOR UPDATE OF "stories_storypage", "wagtailcore_page"'
    assert sum(both in one["sql"] for one in queries) == 2


def screen(story: StoryPage) -> str:
    return reverse("embargo_story", args=[story.pk])


def answers(**fields: Any) -> dict[str, Any]:
    return {"embargoed_until": "2031-05-01 18:00", "reason": "Budget at six.", **fields}


def test_an_editor_sets_an_embargo_at_the_desk_and_the_editor_shows_it(client: Client) -> None:
    story = make_draft()
    client.force_login(aoife())
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert screen(story) in client.get(edit).content.decode()
    assert client.post(screen(story), answers()).status_code == 302
    assert Embargo.objects.get().embargoed_until.year == 2031
    page = client.get(edit).content.decode()
    assert "Embargoed until 1 May 2031, 18:00" in page
    assert "Budget at six." in page


def test_the_form_says_whose_clock_it_goes_by_and_a_public_story_has_none(client: Client) -> None:
    client.force_login(aoife())
    assert "In the time of Europe/Dublin" in client.get(screen(make_draft())).content.decode()
    public = make_story("Read by all")
    page = client.get(screen(public)).content.decode()
    assert "It is public already" in page
    assert "embargoed_until" not in page
    assert client.post(screen(public), answers()).status_code == 422


def test_without_the_right_the_desk_neither_shortens_nor_lifts(client: Client) -> None:
    story = embargoed(hours=24 * 3650)
    client.force_login(aoife())
    page = client.post(screen(story), answers())
    assert page.status_code == 422
    assert "Ask a duty editor" in page.content.decode()
    assert 'name="lift"' not in page.content.decode()
    assert client.post(screen(story), {"lift": "1", "reason": "x"}).status_code == 422
    client.force_login(duty_editor())
    assert 'name="lift"' in client.get(screen(story)).content.decode()
    assert client.post(screen(story), {"lift": "1", "reason": "It is out."}).status_code == 302
    assert not Embargo.objects.exists()


def test_a_reader_and_a_reasonless_editor_set_nothing(client: Client) -> None:
    story = make_draft()
    client.force_login(niamh())
    assert client.post(screen(story), answers()).status_code in (302, 403)
    client.force_login(aoife())
    assert client.post(screen(story), answers(reason="")).status_code == 422
    assert client.post(screen(story), answers(embargoed_until="soon")).status_code == 422
    assert not Embargo.objects.exists()
