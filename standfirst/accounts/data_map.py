"""What the accounts desk, sign-in and tasks hold of a person."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from standfirst.accounts.models import (
    Bearer,
    Letter,
    LetterChoice,
    NameChange,
    Notification,
    OutsideIdentity,
    Portrait,
    User,
)
from standfirst.accounts.personal_data import Fate, Row, in_download, not_personal, personal, who

personal("accounts.User", "email display_name name_skeleton reference about picture", Fate.EMPTIED)
personal("accounts.NameChange", "person before after why", Fate.ROW_DELETED)
who("accounts.NameChange", "by")
personal("accounts.Portrait", "person name state", Fate.ROW_DELETED)
who("accounts.Portrait", "decided_by")
personal("accounts.Notification", "reader kind key ids letter", Fate.ROW_DELETED)
personal("accounts.LetterChoice", "reader kind when", Fate.ROW_DELETED)
personal("accounts.Bearer", "person name audience scopes", Fate.ROW_DELETED)
personal("accounts.Bearer", "digest", Fate.ROW_DELETED, exported=False, why="A hash of a secret.")
personal("accounts.OutsideIdentity", "person issuer subject", Fate.ROW_DELETED)
not_personal("accounts.UsedToken", "issuer digest", "Of a token's own number; gone an hour after it ends.")
personal("socialaccount.SocialAccount", "user provider uid extra_data", Fate.ROW_DELETED)
personal("socialaccount.SocialToken", "token token_secret", Fate.ROW_DELETED, exported=False, why="Secrets; not kept.")
not_personal("socialaccount.SocialApp", "provider provider_id name client_id secret key settings", "The paper's own.")
personal("accounts.User", "password", Fate.EMPTIED, exported=False, why="A hash; of no use to anybody but us.")
personal("accounts.User_groups", "user", Fate.ROW_DELETED, exported=False, why="Staff only.")
personal("accounts.User_user_permissions", "user", Fate.ROW_DELETED, exported=False, why="Staff only.")
personal("accounts.Letter", "recipient subject text last_error", Fate.EMPTIED)
personal("accounts.Letter", "unsubscribe", Fate.EMPTIED, exported=False, why="The reference again, and a kind.")
not_personal("accounts.Letter", "purpose", "Numbers and references of what the letter is about.")
personal("accounts.Download", "person file", Fate.ROW_DELETED)
who("accounts.Closing", "person")
personal("accounts.Closing", "address", Fate.EMPTIED, exported=False, why="There only while the work lasts.")
not_personal("accounts.Closing", "position", "How far the work is.")
personal("account.EmailAddress", "user email", Fate.ROW_DELETED)
personal("account.EmailConfirmation", "key", Fate.ROW_DELETED, exported=False, why="A secret of a day.")
personal("mfa.Authenticator", "user type", Fate.ROW_DELETED)
personal("mfa.Authenticator", "data", Fate.ROW_DELETED, exported=False, why="Secrets: whoever has them can sign in.")
personal("sessions.Session", "session_key session_data", Fate.ROW_DELETED, exported=False, why="Secrets.")
personal(
    "django_tasks_database.DBTaskResult", "traceback args_kwargs", Fate.ROW_DELETED, exported=False, why="Numbers."
)
not_personal(
    "django_tasks_database.DBTaskResult",
    "id status task_path worker_ids queue_name backend_name return_value exception_class_path",
    "How a task ran. What tasks return is nothing or a number.",
)
# The edge stands below and can't say it itself.
not_personal("edge.Purge", "tags", "Numbers of pages; gone after minutes.")
not_personal("auth.Permission", "name codename", "What can be permitted.")
not_personal("auth.Group", "name", "Names of groups of staff.")
not_personal("contenttypes.ContentType", "app_label model", "Names of tables.")


@in_download("account")
def account(person: User) -> Iterator[Row]:
    hidden = {"id", "password"}
    columns = [field.attname for field in User._meta.concrete_fields if field.attname not in hidden]
    yield from User.objects.filter(pk=person.pk).values(*columns).iterator()


@in_download("addresses")
def addresses(person: User) -> Iterator[Row]:
    yield from EmailAddress.objects.filter(user=person).values("email", "verified", "primary").iterator()


@in_download("ways-to-sign-in")
def ways_in(person: User) -> Iterator[Row]:
    yield from Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at").iterator()


@in_download("other-services")
def other_services(person: User) -> Iterator[Row]:
    joined = SocialAccount.objects.filter(user=person).order_by("pk")
    yield from joined.values("provider", "uid", "extra_data", "date_joined", "last_login").iterator()


@in_download("keys")
def keys(person: User) -> Iterator[Row]:
    columns = ("name", "audience", "scopes", "made_at", "expires_at", "last_used_on", "revoked_at")
    yield from Bearer.objects.filter(person=person).order_by("pk").values(*columns).iterator()


@in_download("accounts-at-other-sites")
def outside_identities(person: User) -> Iterator[Row]:
    joined = OutsideIdentity.objects.filter(person=person).order_by("pk")
    yield from joined.values("issuer", "subject", "joined_at").iterator()


@in_download("names")
def names(person: User) -> Iterator[Row]:
    changes = NameChange.objects.filter(person=person).order_by("pk")
    yield from changes.values("before", "after", "at", "why").iterator()


@in_download("pictures")
def pictures(person: User) -> Iterator[Row]:
    yield from Portrait.objects.filter(person=person).order_by("pk").values("name", "state", "given_at").iterator()


@in_download("notifications")
def notifications(person: User) -> Iterator[Row]:
    told = Notification.objects.filter(reader=person).order_by("pk")
    yield from told.values("kind", "key", "ids", "made_at", "seen_at", "letter").iterator(chunk_size=500)


@in_download("letters-wanted")
def letters_wanted(person: User) -> Iterator[Row]:
    yield from LetterChoice.objects.filter(reader=person).order_by("pk").values("kind", "when").iterator()


@in_download("letters")
def letters(person: User) -> Iterator[Row]:
    sent = Letter.objects.filter(recipient__iexact=person.email).order_by("pk")
    yield from sent.values("recipient", "subject", "text", "written_at", "sent_at", "last_error").iterator()


@in_download("downloads")
def downloads(person: User) -> Iterator[Row]:
    yield from person.downloads.order_by("pk").values("asked_at", "made_at", "gone_at", "file", "size").iterator()


@in_download("closings")
def closings(person: User) -> Iterator[Row]:
    yield from person.closings.order_by("pk").values("asked_at", "due_at", "called_off_at", "keeps_text").iterator()
