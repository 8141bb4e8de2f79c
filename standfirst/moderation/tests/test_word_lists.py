"""The desk's lists: read as lines, held compiled, and in force from the next comment on."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from standfirst import clock
from standfirst.accounts.models import MODERATORS
from standfirst.accounts.tests.factories import cormac, niamh
from standfirst.comments.models import Comment, Thread
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.moderation.groups import make_moderators
from standfirst.moderation.lexicons import lists_of
from standfirst.moderation.models import QueueItem, ScreeningSettings, WordList
from standfirst.moderation.screening import Effect

pytestmark = pytest.mark.django_db


def said(thread: Thread, body: str) -> str:
    return make_comment(thread, body).state


def test_a_changed_list_holds_from_the_next_comment_on() -> None:
    thread = make_thread()
    words = WordList.objects.create(entries="muppet\neejit")
    assert said(thread, "What a muppet.") == Comment.State.PENDING
    words.entries = "eejit"
    words.save()
    assert said(thread, "What a muppet he is.") == Comment.State.PUBLISHED
    words.delete()
    assert said(thread, "What an eejit.") == Comment.State.PUBLISHED


def test_lists_are_compiled_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    WordList.objects.create(entries="muppet")
    lists_of(ScreeningSettings.current())
    with django_assert_num_queries(1):
        held = lists_of(ScreeningSettings.current())
    assert [hit.entry for lexicon in held.lexicons for hit in lexicon.find("muppet")] == ["muppet"]


def test_lines_that_are_no_words_are_named() -> None:
    words = WordList(entries="muppet\nm*ppet\nab*\n\n!!", exceptions="*")
    with pytest.raises(ValidationError) as refused:
        words.full_clean()
    told = refused.value.message_dict
    assert [line.split("”")[0] for line in told["entries"]] == ["“m*ppet", "“ab*", "“!!"]
    assert "exceptions" in told


def test_sites_are_names_and_newcomers_wait_a_while_at_most() -> None:
    with pytest.raises(ValidationError) as refused:
        ScreeningSettings(unwanted_hosts="shop.example\nhttps://x.example/a\nnonsense", newcomers_wait=2).full_clean()
    assert len(refused.value.message_dict["unwanted_hosts"]) == 2
    with pytest.raises(ValidationError, match="20"):
        ScreeningSettings(newcomers_wait=21).full_clean()


def test_newcomers_wait_until_some_of_theirs_were_published() -> None:
    ScreeningSettings.objects.create(newcomers_wait=1)
    thread = make_thread()
    assert said(thread, "My first words.") == Comment.State.PENDING
    assert QueueItem.objects.get().held_because == "new-commenter"
    Comment.objects.update(state=Comment.State.PUBLISHED)
    assert said(thread, "My second words.") == Comment.State.PUBLISHED


def test_three_removals_make_the_next_comment_wait() -> None:
    thread = make_thread()
    for number in range(3):
        make_comment(thread, f"Removed, {number}.")
    Comment.objects.update(state=Comment.State.REMOVED)
    assert said(thread, "And now?") == Comment.State.PENDING
    assert QueueItem.objects.get().held_because == "recent-removals"


def post(client: Client, thread: Thread, body: str, **more: str) -> tuple[int, str]:
    answer = client.post(f"/comments/post/{thread.pk}/", {"body": body, **more})
    return answer.status_code, answer.content.decode()


def test_an_author_is_asked_first_and_may_send_it_as_it_is(client: Client) -> None:
    WordList.objects.create(entries="muppet", effect=Effect.NUDGE)
    thread = make_thread()
    client.force_login(niamh())
    status, page = post(client, thread, "What a muppet.")
    assert (status, 'data-refusal="asked-first"' in page, "What a muppet." in page) == (422, True, True)
    assert 'name="insists"' in page
    assert not Comment.objects.exists()
    assert post(client, thread, "What a muppet.", insists="yes")[0] == 302
    assert Comment.objects.get().state == Comment.State.PUBLISHED


def test_words_that_are_not_taken_are_never_written(client: Client) -> None:
    WordList.objects.create(entries="muppet", effect=Effect.REFUSE)
    thread = make_thread()
    client.force_login(niamh())
    status, page = post(client, thread, "What a muppet.", insists="yes")
    assert (status, 'data-refusal="not-taken"' in page, 'name="insists"' in page) == (422, True, False)
    assert not Comment.objects.exists()
    assert Thread.objects.get(pk=thread.pk).last_number == 0


def test_an_edit_is_asked_about_as_well(client: Client) -> None:
    WordList.objects.create(entries="muppet", effect=Effect.NUDGE)
    comment = make_comment(make_thread(), "What a mistake.", author=niamh())
    client.force_login(niamh())
    form = {"body": "What a muppet.", "revision": "1"}
    Comment.objects.update(posted_at=clock.now())
    assert client.post(f"/comments/{comment.pk}/edit/", form).status_code == 422
    assert Comment.objects.get().body == "What a mistake."
    assert client.post(f"/comments/{comment.pk}/edit/", {**form, "insists": "yes"}).status_code == 302
    assert Comment.objects.get().body == "What a muppet."


def test_the_desk_edits_a_list(client: Client) -> None:
    client.force_login(cormac())
    form = {"language": "en", "effect": "2", "entries": "muppet\nm*p", "exceptions": ""}
    page = client.post("/desk/snippets/moderation/wordlist/add/", form).content.decode()
    assert "“m*p”: A star stands at the end only." in page
    form["entries"] = "muppet*"
    assert client.post("/desk/snippets/moderation/wordlist/add/", form).status_code == 302
    assert WordList.objects.get().entries == "muppet*"


def test_whoever_might_change_held_words_may_change_lists() -> None:
    group = Group.objects.get(name=MODERATORS)
    decide = Permission.objects.get(codename="decide")
    earlier = Permission.objects.create(codename="change_heldword", name="x", content_type=decide.content_type)
    group.permissions.set([decide, earlier])
    make_moderators(sender=apps.get_app_config("moderation"))
    rights = set(group.permissions.values_list("codename", flat=True))
    assert {"change_wordlist", "change_screeningsettings"} <= rights
    assert "change_heldword" not in rights
