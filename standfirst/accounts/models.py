"""People: readers and staff are the same kind of person with different groups. And the letters they are sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.bearers import KEY_NAME_LENGTH, Bearer, Scope
from standfirst.accounts.identities import OutsideIdentity, UsedToken
from standfirst.accounts.leaving import Closing, Download
from standfirst.accounts.lookalikes import skeleton
from standfirst.accounts.notifications import LetterChoice, Notification
from standfirst.accounts.portraits import PICTURE_SIZES, picture_file
from standfirst.prepared import Prepared

__all__ = [
    "DISPLAY_NAME_LENGTH",
    "EDITORS",
    "KEY_NAME_LENGTH",
    "MODERATORS",
    "Bearer",
    "Closing",
    "Download",
    "Letter",
    "LetterChoice",
    "LetterQuerySet",
    "Notification",
    "OutsideIdentity",
    "Scope",
    "UsedToken",
    "User",
    "UserManager",
    "new_reference",
]

EDITORS = "Editors"
MODERATORS = "Moderators"
DISPLAY_NAME_LENGTH = 60
ABOUT_LENGTH = 300
# No vowels and no look-alikes: a reference can be read over the telephone and never spells a word.
REFERENCE_LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def new_reference() -> str:
    """Ten random letters, about 47 bits."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(10))


class UserManager(BaseUserManager["User"]):
    """Makes people; the address is folded to lower case, so that one person has one account."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get(self, *args: Any, **kwargs: Any) -> User:
        """By number alone, as each request of somebody who is signed in asks, the query is compiled once."""
        number = kwargs.get("pk")
        if args or len(kwargs) != 1 or not isinstance(number, int):
            return super().get(*args, **kwargs)
        found = PERSON.first(pk=number)
        if found is None:
            raise User.DoesNotExist
        return found

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. `display_name` stands by comments; empty until the person has chosen one.

    An account that was closed keeps its row, empty of everything personal, for what hangs on it: `closed_at` is set.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("display name"), max_length=DISPLAY_NAME_LENGTH, blank=True)
    # What an eye keeps of the name; several letters may stand for one. Kept by `save`, on both databases alike.
    name_skeleton = models.CharField(max_length=4 * DISPLAY_NAME_LENGTH, blank=True, editable=False)
    about = models.CharField(_("about"), max_length=ABOUT_LENGTH, blank=True)
    # The approved picture's name in files and addresses, which nobody can guess; empty: none is shown.
    picture = models.CharField(_("picture"), max_length=32, blank=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("Carries the paper's badge by comments."))
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)
    # In addresses that others see; the row's own number would tell how many people there are.
    reference = models.CharField(_("public reference"), max_length=12, unique=True, default=new_reference)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    supporter_until = models.DateTimeField(_("supporter until"), null=True, editable=False)
    shows_support = models.BooleanField(_("shows the supporter's badge"), default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.UniqueConstraint(
                fields=["name_skeleton"], condition=~models.Q(name_skeleton=""), name="one_person_per_look_of_name"
            ),
            models.CheckConstraint(
                condition=~models.Q(display_name="") | models.Q(name_skeleton=""), name="no_name_leaves_no_skeleton"
            ),
        ]

    def __str__(self) -> str:
        if self.closed_at is not None:
            return str(_("Former reader"))
        return self.display_name or self.email

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Keeps the skeleton with the name, whoever saves it."""
        if update_fields is None or "display_name" in update_fields:
            self.name_skeleton = skeleton(self.display_name)
            update_fields = None if update_fields is None else {*update_fields, "name_skeleton"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def picture_address(self) -> str:
        """Where the approved picture lies in its larger size; empty where none is shown. It is square, 256 pixels."""
        return default_storage.url(picture_file(self.picture, PICTURE_SIZES[-1])) if self.picture else ""

    @property
    def small_picture_address(self) -> str:
        """The same, 96 pixels wide and high."""
        return default_storage.url(picture_file(self.picture, PICTURE_SIZES[0])) if self.picture else ""

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def first_name(self) -> str:
        """Wagtail greets with it; we know people by one name."""
        return self.display_name

    @property
    def last_name(self) -> str:
        return ""


PERSON: Prepared[User] = Prepared(lambda pk: User.objects.filter(pk=pk), kept=True)


class NameChange(models.Model):
    """A name that became another, by whom and when. The first name a person chooses comes from an empty one."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="name_changes")
    before = models.CharField(_("before"), max_length=DISPLAY_NAME_LENGTH, blank=True)
    after = models.CharField(_("after"), max_length=DISPLAY_NAME_LENGTH, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("change of name")
        verbose_name_plural = _("changes of names")
        indexes = [models.Index(fields=["person", "-at"], name="names_of_a_person")]

    def __str__(self) -> str:
        return f"{self.before or '–'} → {self.after or '–'}"


class Portrait(models.Model):
    """A picture that a person has given for the profile, and what became of it. Its files lie under `name`.

    Waiting: seen by its person and by moderators. Approved: `User.picture` names it, and everyone sees it. Refused and
    replaced ones keep their row without files.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        REPLACED = "replaced", _("replaced")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="portraits")
    name = models.CharField(max_length=32, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    given_at = models.DateTimeField(_("given at"))
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("profile picture")
        verbose_name_plural = _("profile pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "state"],
                condition=models.Q(state__in=["waiting", "approved"]),
                name="one_portrait_waits_one_is_shown",
            )
        ]
        indexes = [
            models.Index(fields=["given_at"], condition=models.Q(state="waiting"), name="portraits_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_state_display()})"


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, *, now: Any) -> LetterQuerySet:
        """Letters not yet sent whose next attempt is due, oldest first."""
        return self.filter(sent_at=None, next_try_at__lte=now).order_by("id")


class Letter(models.Model):
    """A letter to one address, written in the transaction of its cause and sent by the worker.

    `purpose` is a natural key such as `decision:12:author`: the same cause never sends two letters.
    """

    purpose = models.CharField(_("purpose"), max_length=120, unique=True)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    # Where the reader stops letters of this kind with one click (RFC 8058); empty where a letter must come.
    unsubscribe = models.CharField(_("address for unsubscribing"), max_length=500, blank=True)
    written_at = models.DateTimeField(_("written at"))
    next_try_at = models.DateTimeField(_("next try at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [models.Index(fields=["next_try_at"], condition=models.Q(sent_at=None), name="letters_waiting")]

    def __str__(self) -> str:
        return f"{self.purpose} to {self.recipient}"
