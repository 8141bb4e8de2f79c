"""Signing in by e-mailed code, for old readers and new ones; what was typed before survives it."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from standfirst.accounts.hint import HINT
from standfirst.accounts.models import Letter, User
from standfirst.accounts.tests.factories import PASSWORD, aoife, niamh
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import make_comment, make_thread

pytestmark = pytest.mark.django_db


def code_sent_to(address: str) -> str:
    letter = Letter.objects.filter(recipient=address).latest("pk")
    found = re.search(r"^\s*([0-9A-Z]{3,4}-?[0-9A-Z]{3,4})\s*$", letter.text, re.MULTILINE)
    assert found, letter.text
    return found.group(1)


def sign_in(client: Client, address: str, following: str = "") -> str:
    """Through the two forms; returns where the reader was sent at the end."""
    asked = client.post(reverse("account_login"), {"email": address, "next": following})
    assert asked.status_code == 302, asked.content.decode()
    entered = client.post(asked["Location"], {"code": code_sent_to(address)})
    assert entered.status_code == 302, entered.content.decode()
    return str(entered["Location"])


def test_a_new_reader_gets_an_account_with_a_proven_address(client: Client) -> None:
    sign_in(client, "grainne@readers.example")
    user = User.objects.get(email="grainne@readers.example")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified
    assert HINT in client.cookies


def test_one_address_is_one_account_however_it_is_written(client: Client) -> None:
    reader = niamh()
    sign_in(client, "niamh@readers.example")
    client.logout()
    client.post(reverse("account_login"), {"email": "NIAMH@Readers.example"})
    assert User.objects.filter(email__iexact=reader.email).count() == 1


def test_a_wrong_code_is_refused_and_the_fifth_ends_the_attempt(client: Client) -> None:
    asked = client.post(reverse("account_login"), {"email": "niamh@readers.example"})
    code = code_sent_to("niamh@readers.example")
    for _ in range(5):
        client.post(asked["Location"], {"code": "AAAA-AAAA"})
    client.post(asked["Location"], {"code": code})
    assert "_auth_user_id" not in client.session


def test_the_page_does_not_tell_who_has_an_account() -> None:
    niamh()
    known, unknown = (page_after_asking(address) for address in ("niamh@readers.example", "nobody@readers.example"))
    assert known.replace("niamh@", "x@") == unknown.replace("nobody@", "x@")


def page_after_asking(address: str) -> str:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    page = client.post(reverse("account_login"), {"email": address}, follow=True).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_staff_may_sign_in_with_a_password(client: Client) -> None:
    editor = aoife()
    answer = client.post(reverse("password_login"), {"login": editor.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(editor.pk)


def test_signing_in_leads_nowhere_else(client: Client) -> None:
    assert sign_in(client, "niamh@readers.example", "https://evil.example/") == reverse("your_page")


def test_words_typed_before_signing_in_are_posted_after(client: Client) -> None:
    niamh()
    thread = make_thread()
    kept = client.post(reverse("post_comment", args=[thread.pk]), {"body": "Kept through the door."})
    assert kept["Location"].startswith(reverse("account_login"))
    assert not Comment.objects.exists()
    arrived = sign_in(client, "niamh@readers.example", reverse("kept_comment"))
    posted = client.get(arrived)
    comment = Comment.objects.get()
    assert comment.body == "Kept through the door."
    assert posted["Location"].endswith(f"#comment-{comment.pk}")
    client.get(reverse("kept_comment"))
    assert Comment.objects.count() == 1


def test_a_new_reader_chooses_a_name_before_the_words_are_posted(client: Client) -> None:
    thread = make_thread()
    parent = make_comment(thread)
    client.post(reverse("post_comment", args=[thread.pk]), {"body": "I was there.", "parent": parent.pk})
    sign_in(client, "grainne@readers.example", reverse("kept_comment"))
    page = client.get(reverse("kept_comment")).content.decode()
    assert "I was there." in page
    assert Comment.objects.count() == 1
    refused = client.post(reverse("kept_comment"), {"display_name": "Niamh"})
    assert refused.status_code == 422
    assert "Somebody here has that name already" in refused.content.decode()
    client.post(reverse("kept_comment"), {"display_name": "Gráinne"})
    reply = Comment.objects.get(body="I was there.")
    assert reply.parent == parent
    assert reply.author.display_name == "Gráinne"
