"""robots.txt, security.txt, trust.txt and ads.txt: what the desk may write, and what the files then say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from standfirst.accounts.tests.factories import aoife, cormac
from standfirst.stories import plain_files
from standfirst.stories.models import PaperSettings
from standfirst.stories.plain_files import Wrong
from standfirst.stories.tests.factories import make_section

JUDGES = {
    "robots": plain_files.faults_in_robots,
    "contacts": plain_files.faults_in_contacts,
    "accounts": plain_files.faults_in_accounts,
    "trust": plain_files.faults_in_trust,
    "ads": plain_files.faults_in_ads,
}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("robots", "# all\nUser-agent: *\r\nDisallow: /desk/\nAllow: /\nDisallow:\nCrawl-delay: 5"),
        ("contacts", "security@paper.example\nhttps://paper.example/security"),
        ("accounts", "https://social.example/@courier"),
        ("trust", "belongto=https://association.example/\ncontact=desk@paper.example\ndatatrainingallowed=no"),
        ("trust", "contact=https://paper.example/contact"),
        (
            "ads",
            "ads.example, 1234, DIRECT, f08c47fec0942fa0 # ours\nads.example, 5, reseller\nCONTACT=a@paper.example",
        ),
    ],
)
def test_what_is_right_passes(file: str, text: str) -> None:
    assert not list(JUDGES[file](text))


@pytest.mark.parametrize(
    ("file", "text", "wrong"),
    [
        ("robots", "User-agent: *\nDisalow: /", Wrong.UNKNOWN_FIELD),
        ("robots", "User-agent: *\nno crawling", Wrong.NOT_A_FIELD),
        ("robots", "Disallow: /", Wrong.NO_AGENT),
        ("robots", "User-agent: *\nDisallow: desk/", Wrong.NOT_A_PATH),
        ("contacts", "ring us", Wrong.NOT_A_CONTACT),
        ("accounts", "@courier", Wrong.NOT_AN_ADDRESS),
        ("accounts", "http://[", Wrong.NOT_AN_ADDRESS),
        ("accounts", "https://social.example:0/", Wrong.NOT_AN_ADDRESS),
        ("trust", "belongto", Wrong.NOT_A_FIELD),
        ("trust", "member=", Wrong.NOT_A_FIELD),
        ("trust", "member=the association", Wrong.NOT_AN_ADDRESS),
        ("trust", "contact=us", Wrong.NOT_A_CONTACT),
        ("trust", "datatrainingallowed=perhaps", Wrong.UNKNOWN_FIELD),
        ("trust", "friend=https://paper.example/", Wrong.UNKNOWN_FIELD),
        ("ads", "ads.example, 1234", Wrong.NOT_A_SELLER),
        ("ads", "ads.example, 1234, SOMETIMES", Wrong.NOT_A_SELLER),
        ("ads", "ads, 1234, DIRECT", Wrong.NOT_A_DOMAIN),
        ("ads", "SHOESIZE=44", Wrong.UNKNOWN_FIELD),
        ("ads", "CONTACT=", Wrong.NOT_A_FIELD),
        ("ads", "=", Wrong.UNKNOWN_FIELD),
        ("robots", ":", Wrong.UNKNOWN_FIELD),
    ],
)
def test_what_is_wrong_is_told_with_its_line(file: str, text: str, wrong: Wrong) -> None:
    (fault,) = JUDGES[file](text)
    assert (fault.wrong, fault.line) == (wrong, text.count("\n") + 1)


@given(st.text())
def test_no_text_breaks_a_judge_or_a_file(text: str) -> None:
    for judge in JUDGES.values():
        assert all(fault.text for fault in judge(text))
    now = datetime(2026, 11, 25, tzinfo=UTC)
    assert plain_files.robots_txt(text, sitemaps=["https://paper.example/sitemap.xml"]).endswith("sitemap.xml\n")
    assert "Expires: 2027-05-24T00:00:00Z\n" in plain_files.security_txt(text, address="a", languages="en", now=now)


@pytest.mark.django_db
def test_without_settings_crawlers_are_shown_the_sitemaps(client: Client) -> None:
    make_section()
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    assert "Disallow: /desk/" in text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml\nSitemap: http://127.0.0.1:8000/sitemap-news.xml\n" in text
    for address in ("/.well-known/security.txt", "/trust.txt", "/.well-known/trust.txt", "/ads.txt"):
        assert client.get(address).status_code == 404
    assert not PaperSettings.objects.exists()


@pytest.mark.django_db
def test_the_files_say_what_an_editor_has_saved(client: Client) -> None:
    make_section()
    client.force_login(aoife())
    fields = {
        "robots_rules": "User-agent: *\r\nDisallow: /no/",
        "security_contacts": "security@paper.example\r\nhttps://paper.example/hole",
        "social_accounts": "https://social.example/@courier",
        "trust_lines": "belongto=https://association.example/",
        "ads_lines": "ads.example, 1234, DIRECT",
    }
    address = client.get("/desk/settings/stories/papersettings/", follow=True).redirect_chain[-1][0]
    assert client.post(address, fields).status_code == 302
    reader = Client()
    assert "Disallow: /no/\n" in reader.get("/robots.txt").content.decode()
    security = reader.get("/.well-known/security.txt").content.decode()
    assert security.startswith(
        "Contact: mailto:security@paper.example\nContact: https://paper.example/hole\nExpires: 2"
    )
    trust = reader.get("/trust.txt").content.decode()
    assert trust == "belongto=https://association.example/\nsocial=https://social.example/@courier\n"
    assert reader.get("/.well-known/trust.txt").content.decode() == trust
    assert reader.get("/ads.txt").content.decode() == "ads.example, 1234, DIRECT\n"


@pytest.mark.django_db
def test_a_wrong_line_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as refused:
        PaperSettings(ads_lines="ads.example, 1234, DIRECT\nads.example").full_clean()
    assert refused.value.messages == [
        "Line 2 is not “domain, account, DIRECT” (or RESELLER, perhaps one more): ads.example"
    ]


@pytest.mark.django_db
def test_a_moderator_may_not_change_them(client: Client) -> None:
    make_section()
    client.force_login(cormac())
    client.post("/desk/settings/stories/papersettings/1/", {"robots_rules": "User-agent: *\nDisallow: /"})
    assert not PaperSettings.objects.exists()
