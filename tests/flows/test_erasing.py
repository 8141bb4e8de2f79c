"""A reader whose every word can be told from all others leaves, and no table and no file has one of them any more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from standfirst import clock
from standfirst.accounts.actions.closing import carry_on_closing
from standfirst.accounts.models import Closing, OutsideIdentity, User
from standfirst.accounts.personal_data import Fate, rules
from standfirst.accounts.tests.factories import cormac, tadhg
from standfirst.comments.actions.recounting import recount
from standfirst.comments.models import Comment, CommentRevision, Thread
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.contributions.actions.erasing import forget_payers
from standfirst.contributions.tests.factories import make_paid, make_pledge, run_tasks
from standfirst.moderation.actions.decisions import decide
from standfirst.moderation.actions.erasing import forget_report_texts
from standfirst.moderation.actions.reports import make_report
from standfirst.moderation.models import Decision, QueueItem, Report
from tests.flows.test_signing_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "zqxaddress@readers.example"
CANARIES = {
    "zqxaddress", "zqxname", "zqxfirst", "zqxreply", "zqxearlier", "zqxheld", "zqxremoved", "zqxsettled", "zqxopen",
    "zqxpayer", "zqxunpaid", "zqxkept", "zqxpress", "zqxkey",
    "zqxsubject",
}  # fmt: skip


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    """Everything the site would write into its home folder; letters are files."""
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path / "mail")},
        }
    }
    settings.PRIVATE_ROOT = tmp_path / "private"
    return tmp_path


def live_a_readers_life(client: Client) -> Thread:
    """Everything a reader can do, each with a word of its own."""
    thread, other = make_thread(), make_thread(headline="The other pier", comments_mode="premoderated")
    client.post(reverse("post_comment", args=[thread.pk]), {"body": "zqxfirst words", "posting_key": "zqxpress"})
    sign_in(client, ADDRESS, reverse("kept_comment"))
    client.post(reverse("kept_comment"), {"display_name": "Zqxname"})
    reader = User.objects.get(display_name="Zqxname")
    first = Comment.objects.get(author=reader)
    make_comment(thread, "A reply of somebody else.", author=tadhg(), parent_id=first.pk)
    client.post(reverse("post_comment", args=[thread.pk]), {"body": "zqxreply words", "parent": first.pk})
    CommentRevision.objects.create(
        comment=first, number=1, body="zqxearlier", body_html="<p>zqxearlier</p>", replaced_at=clock.now()
    )
    client.post(reverse("post_comment", args=[other.pk]), {"body": "zqxheld words"})
    removed = make_comment(thread, "zqxremoved words", author=reader)
    judge(make_report(comment_id=removed.pk, reporter=tadhg(), reason="uncivil", words="Rude.", now=clock.now()))
    for words in ("zqxsettled", "zqxopen"):
        about = make_comment(thread, f"About {words[3:]}", author=tadhg())
        client.post(reverse("report_comment", args=[about.pk]), {"reason": "uncivil", "words": words})
    judge(Report.objects.get(words="zqxsettled"))
    make_paid(email=ADDRESS, name="zqxpayer")
    make_pledge(email=ADDRESS.replace("zqxaddress", "ZqxAddress"), name="zqxunpaid")
    OutsideIdentity.objects.create(
        person=reader, issuer="https://b.example", subject="zqxsubject", joined_at=clock.now()
    )
    client.post(reverse("your_keys"), {"name": "zqxkey", "days": "30"})
    client.post(reverse("your_data"))
    run_tasks()
    second = Client(headers={"Sec-Fetch-Site": "same-origin"})
    second.post(reverse("post_comment", args=[thread.pk]), {"body": "zqxkept words"})
    second.post(reverse("account_login"), {"email": ADDRESS})
    run_tasks()
    return thread


def judge(report: Report) -> None:
    from standfirst.moderation.tests.factories import civil

    item = QueueItem.objects.get(comment=report.comment)
    outcome = Decision.Outcome.REMOVE if report.reporter == tadhg() else Decision.Outcome.KEEP
    decide(
        item_id=item.pk, revision=1, moderator=cormac(), outcome=outcome, rule=civil(),
        statement_of_reasons="Not so.", now=clock.now(),
    )  # fmt: skip


def close(client: Client, comments: str) -> None:
    asked = client.post(reverse("close_account"), {"comments": comments, "understood": "on"})
    assert asked.status_code == 302
    run_tasks()
    later = clock.now() + timedelta(hours=25)
    while carry_on_closing(now=later):
        later += timedelta(minutes=3)
    assert Closing.objects.get().finished_at


def in_tables() -> dict[str, set[str]]:
    """In which columns (as the data map names them) each of these words stands."""
    found: dict[str, set[str]] = {word: set() for word in CANARIES}
    names = {
        (model._meta.db_table, field.column): f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
    }
    for table, column, value in everything():
        for word in CANARIES:
            if word in value:
                found[word].add(names.get((table, column), f"{table}.{column}"))
    return found


def everything() -> Iterator[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name of our own
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((table, name, as_text(value)) for name, value in zip(columns, row, strict=True))
    for session in Session.objects.all():
        yield "django_session", "session_data", json.dumps(session.get_decoded(), default=str).lower()


def as_text(value: Any) -> str:
    return (bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)).lower()


def in_files(home: Path) -> dict[str, set[str]]:
    files = [path for path in home.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        database = Path(str(connection.settings_dict["NAME"]))
        files += list(database.parent.glob(f"{database.name}*"))
    return {path.name: {word for word in CANARIES if word.encode() in path.read_bytes().lower()} for path in files}


KEPT_FOR_A_WHILE = {
    "zqxaddress": {"contributions.Pledge.email"},
    "zqxpayer": {"contributions.Pledge.name"},
    "zqxopen": {"moderation.Report.words"},
    "zqxremoved": {"moderation.Report.snapshot"},
}


@pytest.mark.parametrize("comments", ["remove", "keep"])
def test_nothing_is_left_but_what_the_data_map_says_is_kept(client: Client, home: Path, comments: str) -> None:
    thread = live_a_readers_life(client)
    reader = User.objects.get(display_name="Zqxname")
    before = in_tables()
    assert not [word for word, columns in before.items() if not columns]
    assert "zqxaddress" in set().union(*in_files(home).values())
    close(client, comments)
    after = {word: columns for word, columns in in_tables().items() if columns}
    chosen = {"comments.Comment.body", "comments.Comment.body_html"}
    stay = dict.fromkeys(("zqxfirst", "zqxreply", "zqxheld"), chosen) | {"zqxpress": {"comments.Comment.posting_key"}}
    assert after == KEPT_FOR_A_WHILE | (stay if comments == "keep" else {})
    fates = {rules[column].fate for columns in after.values() for column in columns}
    assert fates <= {Fate.KEPT, Fate.CHOSEN}
    shell = User.objects.get(pk=reader.pk)
    assert shell.closed_at
    assert not shell.has_usable_password()
    assert str(shell) == "Former reader"
    assert recount() == []
    page = client.get(reverse("thread", args=[thread.pk])).text.lower()
    assert ("zqxfirst" in page) == (comments == "keep")
    assert "zqxname" not in page
    assert ("comment by a former reader" in page) == (comments == "keep")
    assert "a reply of somebody else" in page


def test_no_file_below_the_home_folder_has_a_word_of_it(client: Client, home: Path) -> None:
    """Nor has the database's own file, where it is one: neither in freed places nor in its journal."""
    live_a_readers_life(client)
    close(client, "remove")
    kept = set(KEPT_FOR_A_WHILE)
    assert not {name: words - kept for name, words in in_files(home).items() if words - kept}


def test_what_is_kept_for_a_while_goes_in_its_time(client: Client, home: Path) -> None:
    live_a_readers_life(client)
    close(client, "remove")
    item = QueueItem.objects.get(comment=Report.objects.get(words="zqxopen").comment)
    decide(item_id=item.pk, revision=1, moderator=cormac(), outcome=Decision.Outcome.KEEP, now=clock.now())
    assert forget_report_texts(now=clock.now() + timedelta(days=182)) == 0
    forget_report_texts(now=clock.now() + timedelta(days=184))
    forget_payers(now=clock.now() + timedelta(days=366 * 8))
    assert not set().union(*in_tables().values())


def test_the_download_has_all_of_it(client: Client, home: Path) -> None:
    live_a_readers_life(client)
    page = client.get(reverse("your_data"))
    address = reverse("fetch_data", args=[page.context["ready"].pk])
    answer = client.get(address)
    (home / "fetched.zip").write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    with ZipFile(home / "fetched.zip") as archive:
        texts = {name: archive.read(name).decode().lower() for name in archive.namelist()}
    everything_in_it = "".join(text for name, text in texts.items() if name.endswith(".json"))
    # Words that wait in a browser which nobody has signed in with are nobody's.
    assert {word for word in CANARIES if word in everything_in_it} == CANARIES - {"zqxkept", "zqxpress"}
    assert all(json.loads(text) is not None for name, text in texts.items() if name.endswith(".json"))
    assert "zqxfirst" in texts["comments.html"]
    assert "comments.html" in texts["index.html"]
    other = Client()
    other.force_login(tadhg())
    assert other.get(address).status_code == 404
    assert Client().get(address).status_code == 302
