"""The two ways in from another site: its signed token, and a window at the paper itself."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.actions.bearing import user_of_bearer
from standfirst.accounts.models import Bearer, OutsideIdentity, User
from standfirst.accounts.tests.factories import aoife, cormac, niamh
from standfirst.comments.actions.sites import add_key, change_site, end_key
from standfirst.comments.elsewhere.tables import own_origin
from standfirst.comments.models import OutsideKey, OutsideSite
from standfirst.comments.tests.factories_elsewhere import (
    AUDIENCE,
    BLOG,
    FERRY,
    SECRET,
    Visitor,
    make_signing_site,
    make_site,
    token,
)

pytestmark = pytest.mark.django_db
OTHER_SECRET = "the one that takes its place, and no other"


def exchange(site: OutsideSite, sent: str) -> tuple[int, str]:
    answer = Visitor(site).send("exchange_token", token=sent)
    assert answer["Access-Control-Allow-Origin"] == BLOG
    assert not answer.cookies
    return answer.status_code, answer.json().get("refusal", "")


def test_a_token_is_exchanged_for_a_bearer_of_this_origin_for_an_hour() -> None:
    site = make_signing_site()
    told = Visitor(site).send("exchange_token", token=token(name="Róisín")).json()
    assert (told["name"], told["seconds"]) == ("Róisín", 3600)
    now = clock.now()
    assert user_of_bearer(token=told["bearer"], origin=BLOG, at=now) == OutsideIdentity.objects.get().person
    assert user_of_bearer(token=told["bearer"], origin="https://evil.example", at=now) is None
    assert user_of_bearer(token=told["bearer"], origin=BLOG, at=now + timedelta(minutes=61)) is None
    posted = Visitor(site, token=told["bearer"]).send("post_from_elsewhere", url=FERRY, body="Hello.")
    assert posted.json()["state"] == "published"


def test_a_token_is_good_for_one_time() -> None:
    site, sent = make_signing_site(), token()
    assert exchange(site, sent)[0] == 200
    assert exchange(site, sent) == (403, "token-used")
    assert Bearer.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (lambda: "", "token-malformed"),
        (lambda: token(secret=OTHER_SECRET), "token-forged"),
        (lambda: token(aud="https://other.example"), "token-wrong-audience"),
        (lambda: token(iss="https://other.example"), "token-wrong-issuer"),
        (lambda: token(exp=clock.now() - timedelta(minutes=1)), "token-expired"),
        (lambda: token(kid="second"), "token-unknown-key"),
        (lambda: token(jti=None), "token-incomplete"),
    ],
)
def test_what_is_not_believed_signs_nobody_in(sent: object, code: str) -> None:
    assert exchange(make_signing_site(), sent()) == (403, code)  # type: ignore[operator]
    assert not Bearer.objects.exists()
    assert not OutsideIdentity.objects.exists()


def test_keys_rotate_both_hold_in_the_overlap_and_the_old_one_ends() -> None:
    site, now = make_signing_site(), clock.now()
    add_key(site_id=site.pk, kid="second", algorithm="HS256", material=OTHER_SECRET, valid_from=now)
    assert exchange(site, token())[0] == 200
    assert exchange(site, token(secret=OTHER_SECRET, kid="second"))[0] == 200
    end_key(site_id=site.pk, key_id=OutsideKey.objects.get(kid="first").pk, until=clock.now())
    assert exchange(site, token()) == (403, "token-unknown-key")
    assert exchange(site, token(secret=OTHER_SECRET, kid="second"))[0] == 200


def test_a_key_that_begins_tomorrow_is_not_believed_today() -> None:
    site = make_signing_site()
    later = clock.now() + timedelta(days=1)
    add_key(site_id=site.pk, kid="second", algorithm="HS256", material=OTHER_SECRET, valid_from=later)
    assert exchange(site, token(secret=OTHER_SECRET, kid="second")) == (403, "token-unknown-key")


def test_a_site_without_an_issuer_signs_nobody_in() -> None:
    assert exchange(make_site(), token()) == (403, "token-unknown-key")


def test_one_site_signs_nobody_in_at_another() -> None:
    make_signing_site()
    other = make_site(
        origins=("https://other.example",), name="Other", issuer="https://other.example", audience=AUDIENCE
    )
    add_key(
        site_id=other.pk, kid="first", algorithm="HS256", material=SECRET, valid_from=clock.now() - timedelta(days=1)
    )
    answer = Visitor(other, origin="https://other.example").send("exchange_token", token=token())
    assert answer.json()["refusal"] == "token-wrong-issuer"


def test_the_papers_own_people_are_told_to_sign_in_there() -> None:
    site = make_signing_site(trusts_addresses=True)
    assert exchange(site, token(email=aoife().email, email_verified=True)) == (403, "must-sign-in-here")
    person = niamh()
    assert exchange(site, token(email=person.email, email_verified=True))[0] == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert exchange(site, token()) == (403, "account-gone")


def test_trying_tokens_has_a_limit(settings: object) -> None:
    site = make_signing_site()
    statuses = {exchange(site, "x")[0] for _ in range(121)}
    assert statuses == {403, 429}
    cache.clear()


def test_a_site_that_is_switched_off_takes_nobody_in_and_its_bearers_end() -> None:
    site = make_signing_site()
    told = Visitor(site).send("exchange_token", token=token()).json()
    change_site(site_id=site.pk, origins=[BLOG], settings={"is_active": False}, now=clock.now())
    assert user_of_bearer(token=told["bearer"], origin=BLOG, at=clock.now()) is None
    assert Visitor(site).send("exchange_token", token=token()).status_code == 404


def test_a_reader_whom_the_site_signed_in_is_led_to_their_data() -> None:
    site = make_signing_site()
    told = Visitor(site).send("exchange_token", token=token()).json()
    led = Visitor(site, token=told["bearer"]).send("account_elsewhere").json()["address"]
    assert led.startswith("/account/elsewhere/")
    assert Client().get(led).status_code == 200
    assert Visitor(site, niamh()).send("account_elsewhere").json() == {"address": "/your/data/"}
    assert Visitor(site).send("account_elsewhere").status_code == 401


# The window


def window(site: OutsideSite, origin: str = BLOG) -> str:
    return f"{reverse('enter_elsewhere', args=[site.reference])}?from={origin}"


def test_another_site_opens_no_account_of_a_reader_whom_the_first_signs_in() -> None:
    site = make_signing_site()
    told = Visitor(site).send("exchange_token", token=token()).json()
    assert told["bearer"]
    person = OutsideIdentity.objects.get().person
    other = make_site(origins=("https://other.example",), name="Other", issuer="https://other.example", audience="x")
    led = Visitor(other, person, origin="https://other.example").send("account_elsewhere").json()
    assert led == {"address": "/your/data/"}


def test_whoever_has_become_staff_writes_from_no_other_site() -> None:
    site = make_site()
    visitor = Visitor(site, niamh())
    User.objects.filter(pk=niamh().pk).update(is_staff=True)
    assert visitor.send("post_from_elsewhere", url=FERRY, body="As the paper.").status_code == 401


def test_a_reader_signs_in_at_the_paper_and_confirms(client: Client) -> None:
    site = make_site()
    page = client.get(window(site)).content.decode()
    assert "/account/login/?next=%2Fcomments%2Felsewhere%2F" in page
    client.force_login(niamh())
    page = client.get(window(site)).content.decode()
    assert "You are signed in as Niamh. May pages of The Ferry Blog" in page
    assert not Bearer.objects.exists()
    page = client.post(window(site)).content.decode()
    told = re.search(r'data-origin="([^"]+)" data-bearer="([^"]+)"', page)
    assert told is not None
    assert told[1] == BLOG
    assert user_of_bearer(token=told[2], origin=BLOG, at=clock.now()) == niamh()
    assert Bearer.objects.get().scopes == ["comment", "recommend", "report", "follow"]


def test_who_has_confirmed_a_site_is_not_asked_again_in_this_session(client: Client) -> None:
    site, other = make_site(), make_site(origins=("https://other.example",), name="Other")
    client.force_login(niamh())
    client.post(window(site))
    assert "data-confirmed" in client.get(window(site)).content.decode()
    assert "data-confirmed" not in client.get(window(other, "https://other.example")).content.decode()
    assert Bearer.objects.count() == 1


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "", "*", "null", f"{BLOG}/", "https://blog.example.evil.example"]
)
def test_the_window_tells_no_origin_that_is_not_the_sites(client: Client, origin: str) -> None:
    client.force_login(niamh())
    for answer in (
        client.get(window(make_site() if not OutsideSite.objects.exists() else OutsideSite.objects.get(), origin)),
    ):
        assert answer.status_code == 404
    assert client.post(window(OutsideSite.objects.get(), origin)).status_code == 404
    assert not Bearer.objects.exists()


def test_no_other_site_can_confirm_in_a_readers_name(client: Client) -> None:
    site = make_site()
    client.force_login(niamh())
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        assert client.post(window(site), headers=headers).status_code == 403
    forged = Client()
    forged.force_login(niamh())
    assert forged.post(window(site), headers={"Origin": BLOG}).status_code == 403
    assert not Bearer.objects.exists()


def test_the_papers_own_people_write_on_its_own_pages(client: Client) -> None:
    site = make_site()
    for person in (aoife(), cormac()):
        client.force_login(person)
        assert "data-bearer" not in client.post(window(site)).content.decode()
    assert not Bearer.objects.exists()


def test_the_window_is_never_framed_and_keeps_its_line_only_while_somebody_signs_in(client: Client) -> None:
    site = make_site()
    login = reverse("account_login")
    assert client.get(login)["Cross-Origin-Opener-Policy"] == "same-origin"
    shown = client.get(window(site))
    assert shown["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert shown["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in shown["Content-Security-Policy"]
    assert client.get(login)["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert client.get(reverse("your_page"))["Cross-Origin-Opener-Policy"] == "same-origin"
    assert Client().get(login)["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_frame_of_ours_gets_a_bearer_for_our_origin_that_other_pages_cannot_use(client: Client) -> None:
    site = make_site()
    client.force_login(niamh())
    told = re.search(r'data-bearer="([^"]+)"', client.post(window(site, own_origin())).content.decode())
    assert told is not None
    assert (
        Visitor(site, token=told[1], origin=own_origin()).send("post_from_elsewhere", url=FERRY, body="Hello.").json()
    )
    assert Visitor(site, token=told[1]).send("post_from_elsewhere", url=FERRY, body="Again.").status_code == 401
