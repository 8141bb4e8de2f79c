"""Who may write by program: every operation as every role, with keys of every kind."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from standfirst import clock
from standfirst.accounts.actions.bearing import revoke_bearer
from standfirst.accounts.models import Bearer, Scope, User
from standfirst.accounts.tests.factories import aoife, cormac, niamh, tadhg
from standfirst.comments.models import Comment, Follow, Recommendation
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.moderation.models import Report
from standfirst.stories.api.problems import REFUSALS
from tests.flows.calling import API, Program, code_of

pytestmark = pytest.mark.django_db

BLOG = "https://blog.example"
WORDS = {"text": "Blades at *night*."}
REPORT = {"reason": "uncivil", "words": "It insults the pilot."}


WRITES = {
    "comments_post": ("POST", "/threads/{thread}/comments/", WORDS, Scope.COMMENT),
    "comments_edit": ("PATCH", "/comments/{own}/", {"text": "Other words.", "revision": 1}, Scope.COMMENT),
    "comments_delete": ("DELETE", "/comments/{own}/", None, Scope.COMMENT),
    "recommend": ("PUT", "/comments/{other}/recommendation/", None, Scope.RECOMMEND),
    "take_back": ("DELETE", "/comments/{other}/recommendation/", None, Scope.RECOMMEND),
    "follow": ("PUT", "/threads/{thread}/following/", None, Scope.FOLLOW),
    "unfollow": ("DELETE", "/threads/{thread}/following/", None, Scope.FOLLOW),
    "report": ("POST", "/comments/{other}/reports/", REPORT, Scope.REPORT),
    "comments_preview": ("POST", "/preview/", WORDS, ""),
}
FOR_STRANGERS = {"report", "comments_preview"}
PERSONAL = ["/your/", "/your/comments/", "/your/comments/{own}/", "/your/threads/{thread}/"]
ROLES = ["reader", "other", "editor", "moderator", "administrator"]


def person(role: str) -> User:
    if role == "administrator":
        return User.objects.create_superuser("fergal@paper.example", display_name="Fergal")
    return {"reader": niamh, "other": tadhg, "editor": aoife, "moderator": cormac}[role]()


def places() -> dict[str, int]:
    """Niamh's comment and one of Máirín's, whom nobody of the roles is."""
    thread = make_thread()
    own = make_comment(thread, now=clock.now())
    someone = User.objects.create_user("mairin@readers.example", display_name="Mairin")
    return {"thread": thread.pk, "own": own.pk, "other": make_comment(thread, "Mine.", author=someone).pk}


def described() -> dict[str, tuple[str, str]]:
    """What the document knows: operation to method and path."""
    document = Program().get("/openapi.json")
    return {
        one["operationId"]: (method.upper(), path.removeprefix(API))
        for path, operations in document["paths"].items()
        for method, one in operations.items()
    }


def test_every_operation_that_writes_is_in_the_table() -> None:
    writing = {name for name, (method, _) in described().items() if method != "GET"}
    assert writing == set(WRITES)
    personal = {path for method, path in described().values() if path.startswith("/your/")}
    assert len(personal) == len(PERSONAL)


@pytest.mark.parametrize("name", sorted(WRITES))
def test_every_write_as_a_stranger(name: str) -> None:
    method, path, sent, _ = WRITES[name]
    where = path.format(**places())
    answer = Program()(method, where, sent)
    if name in FOR_STRANGERS:
        assert answer.status_code in {200, 201}
    else:
        assert code_of(answer) == (401, "not-signed-in")
        assert answer["WWW-Authenticate"] == "Bearer"
    # A key that holds no more is not passed over, not even where none is asked for.
    assert code_of(Program("sf_" + "a" * 43)(method, where, sent)) == (401, "bad-key")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(WRITES))
def test_every_write_as_every_role_is_its_callers(name: str, role: str) -> None:
    method, path, sent, _ = WRITES[name]
    caller, where = person(role), path.format(**places())
    answer = Program.of(caller)(method, where, sent)
    if "{own}" in path and role != "reader":
        assert code_of(answer) == (403, "not-yours")
        assert not Comment.objects.filter(revision=2).exists()
        assert not Comment.objects.filter(state=Comment.State.DELETED).exists()
        return
    assert answer.status_code in {200, 201, 204}
    made = [
        *Comment.objects.filter(body=WORDS["text"]).values_list("author", flat=True),
        *Recommendation.objects.values_list("reader", flat=True),
        *Follow.objects.values_list("reader", flat=True),
        *Report.objects.values_list("reporter", flat=True),
    ]
    assert set(made) <= {caller.pk}


@pytest.mark.parametrize("name", sorted(set(WRITES) - {"comments_preview"}))
def test_a_key_does_only_what_it_allows(name: str) -> None:
    method, path, sent, scope = WRITES[name]
    where = path.format(**places())
    others = [one for one in Scope.values if one != scope]
    assert code_of(Program.of(niamh(), scopes=others)(method, where, sent)) == (403, "not-allowed")
    assert Program.of(niamh(), scopes=[scope])(method, where, sent).status_code in {200, 201, 204}


@pytest.mark.parametrize("path", PERSONAL)
def test_what_is_personal_is_told_to_its_owner_and_kept_by_nobody(path: str) -> None:
    where = path.format(**places())
    answer = Program.of(niamh(), scopes=[])("GET", where)
    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert "Edge-Tags" not in answer
    assert code_of(Program()("GET", where)) == (401, "not-signed-in")


def test_who_calls_is_told() -> None:
    told = Program.of(niamh(), scopes=["report"]).get("/your/")
    assert (told["name"], told["scopes"], told["audience"], told["refusal"]) == ("Niamh", ["report"], "", "")


def test_of_a_withdrawn_key_and_of_a_closed_account_nothing_is_taken() -> None:
    thread, program = make_thread(), Program.of(niamh())
    other = Program.of(tadhg())
    revoke_bearer(person=niamh(), bearer_id=Bearer.objects.get(person=niamh()).pk, at=clock.now())
    User.objects.filter(pk=tadhg().pk).update(is_active=False)
    for one in (program, other):
        assert code_of(one("POST", f"/threads/{thread.pk}/comments/", WORDS)) == (401, "bad-key")
    for wrong in ("Bearer", "Basic bmlhbWg6eA==", "Bearer sf_\xff", "bearer  ", "Token x"):
        answer = Program()("GET", "/your/", Authorization=wrong)
        assert code_of(answer) == (401, "bad-key")


# Other sites, and cookies


@pytest.mark.parametrize("name", sorted(set(WRITES) - FOR_STRANGERS))
@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_page_of_another_site_writes_with_a_cookie(name: str, site: str) -> None:
    method, path, sent, _ = WRITES[name]
    where = path.format(**places())
    browser = Client()
    browser.force_login(niamh())
    forged = Program(client=browser, headers={"Sec-Fetch-Site": site, "Origin": "https://evil.example"})
    assert code_of(forged(method, where, sent)) == (403, "other-site")
    assert code_of(Program(client=browser, headers={"Origin": "null"})(method, where, sent)) == (403, "other-site")
    # Without a word from the browser the cookie counts for nothing either.
    assert code_of(Program(client=browser)(method, where, sent)) == (401, "not-signed-in")
    assert Program(client=browser, headers={"Sec-Fetch-Site": "same-origin"})(method, where, sent).status_code < 300


def test_the_cookie_of_another_sites_page_names_no_reporter() -> None:
    comment = make_comment(make_thread())
    browser = Client()
    browser.force_login(tadhg())
    forged = Program(client=browser, headers={"Sec-Fetch-Site": "cross-site"})
    assert code_of(forged("POST", f"/comments/{comment.pk}/reports/", REPORT)) == (403, "other-site")
    assert Program(client=browser)("POST", f"/comments/{comment.pk}/reports/", REPORT).status_code == 201
    assert Report.objects.get().reporter is None


def test_what_was_issued_for_another_sites_pages_opens_nothing_here() -> None:
    """Its reader has agreed that they write there, and that the site sees nothing else of the account."""
    thread = make_thread()
    program = Program.of(niamh(), audience=BLOG)
    for origin in ({"Origin": BLOG, "Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        assert code_of(program("GET", "/your/comments/", **origin)) == (401, "bad-key")
        assert code_of(program("POST", f"/threads/{thread.pk}/comments/", WORDS, **origin)) == (401, "bad-key")
    assert not thread.comments.exists()


def test_a_readers_own_key_works_from_every_page_without_credentials() -> None:
    own = Program.of(niamh())
    posted = own("POST", f"/threads/{make_thread().pk}/comments/", WORDS, Origin="https://app.example")
    assert (posted.status_code, posted["Access-Control-Allow-Origin"]) == (201, "*")
    assert "Access-Control-Allow-Credentials" not in posted
    assert own("GET", "/your/", Origin="https://app.example").status_code == 200


def test_a_browser_is_told_beforehand_what_it_may_send() -> None:
    asked = {"Origin": BLOG, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    answer = Program()("OPTIONS", f"/threads/{make_thread().pk}/comments/", **asked)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert set(answer["Access-Control-Allow-Methods"].split(", ")) == {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert answer["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    assert "Access-Control-Allow-Credentials" not in answer


# The document


def test_the_page_of_documentation_names_every_operation_code_and_shape(client: Client) -> None:
    page = client.get(f"{API}/docs/")
    assert page.status_code == 200
    for name in described():
        assert f'id="{name}"' in page.text
    for code in REFUSALS:
        assert f'id="{code}"' in page.text
    document = Program().get("/openapi.json")
    for shape in document["components"]["schemas"]:
        assert f'id="shape-{shape}"' in page.text
    assert "https://" not in page.text.replace(settings.BASE_URL, "")
    assert document["openapi"] == "3.1.0"
    assert sorted(REFUSALS) == document["components"]["schemas"]["ProblemDetails"]["properties"]["code"]["enum"]
