"""A click: looked up, not kept, not told on."""

from __future__ import annotations

import pytest
from django.test import Client

from standfirst.adverts.tests.factories import make_house_creative, make_sold_creative

pytestmark = pytest.mark.django_db


def test_a_click_leads_where_the_creative_says(client: Client) -> None:
    creative = make_sold_creative()
    answer = client.get(f"/go/{creative.pk}/?to=https://elsewhere.example/")
    assert answer.status_code == 302
    assert answer["Location"] == "https://chandlery.example/rope?from=paper"


def test_it_is_kept_by_nobody_and_sets_nothing(client: Client) -> None:
    answer = client.get(f"/go/{make_house_creative().pk}/")
    assert answer["Location"] == "/support/"
    assert "no-store" in answer["Cache-Control"]
    assert "Edge-Tags" not in answer.headers
    assert not answer.cookies


def test_an_unknown_creative_is_not_found(client: Client) -> None:
    assert client.get("/go/999/").status_code == 404
    assert client.get("/go/99999999999999999999999/").status_code == 404
