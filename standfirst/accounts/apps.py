"""The app of the accounts desk: people, sign-in, letters."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "standfirst.accounts"
    label = "accounts"

    def ready(self) -> None:
        from standfirst.accounts import personal  # noqa: F401 - registers what is one's own
