"""Django's settings, read from the environment through `env.py`. What each one does: docs/settings.md."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.ways_in import FORMS, SECOND_FACTOR_FORMS, origins_of, providers_from
from standfirst.databases import database_from
from standfirst.env import BadSetting, Environment
from standfirst.stories.embedding.hosts import KEYS as EMBED_HOST_KEYS
from standfirst.stories.embedding.hosts import UnknownHost, choose_hosts

ENV = Environment()
PACKAGE = Path(__file__).resolve().parent
DEMO_SECRET = "demo-only-not-a-secret"  # noqa: S105 - production refuses to start with it

try:
    MODE = ENV.choice(
        "MODE", ("demo", "production"), "demo", "Demo builds an invented newspaper and shows its letters on a page."
    )
    HOME = ENV.folder(
        "HOME",
        PACKAGE.parent / "var",
        "Everything the site makes lies here: database, pictures, letters.",
        shown="var/",
    )
    SECRET_KEY = ENV.text("SECRET_KEY", DEMO_SECRET, "Signs sessions and links; at least 50 random characters.")
    DEBUG = ENV.flag("DEBUG", False, "Shows tracebacks in the browser. Never in production.")
    BASE_URL = ENV.text(
        "BASE_URL", "http://127.0.0.1:8000", "Where readers reach the site; used in letters and feeds."
    ).rstrip("/")
    ALLOWED_HOSTS = ENV.words(
        "ALLOWED_HOSTS", (), "Host names the site answers to. The one of the base address always counts."
    )
    PAPER_NAME = ENV.text("PAPER_NAME", "The Harbour Courier", "The newspaper's name, in letters and page titles.")
    TIME_ZONE = ENV.text("TIME_ZONE", "Europe/Dublin", "The newsroom's time zone, as in the IANA list.")
    LANGUAGE_CODE = ENV.text("LANGUAGE", "en-gb", "The language of the pages.")
    DATABASE_URL = ENV.text(
        "DATABASE_URL", "", "`sqlite:///folder/file.sqlite3` or `postgresql://user:password@host/name`. "
        "Empty: SQLite in the home folder.",
    ) or f"sqlite://{HOME / 'standfirst.sqlite3'}"  # fmt: skip
    SMTP_URL = ENV.text(
        "SMTP_URL",
        "",
        "`smtp://user:password@host:587` (STARTTLS) or `smtps://…`. Empty: letters become files in `mail/`.",
    )
    MAIL_FROM = ENV.text("MAIL_FROM", "desk@dunmara.example", "The sender of letters.")
    EMBED_HOSTS = ENV.words(
        "EMBED_HOSTS", EMBED_HOST_KEYS, "Where embeds may come from: names of hosts, and Mastodon servers by domain."
    )
    choose_hosts(EMBED_HOSTS)
    WEBSUB_HUB = ENV.text(
        "WEBSUB_HUB", "", "The address of a WebSub hub, which is told of every publication. Empty: none."
    )
    COMMENT_EDIT_MINUTES = ENV.number(
        "COMMENT_EDIT_MINUTES", 10, "So many minutes a reader may edit a comment; 0 for not at all."
    )
    COMMENTS_PER_ADDRESS = ENV.number(
        "COMMENTS_PER_ADDRESS",
        60 if MODE == "production" else 0,
        "So many comments a minute are taken from one network address; 0 for any number.",
    )
    WEBHOOKS_TO_THIS_MACHINE = ENV.flag(
        "WEBHOOKS_TO_THIS_MACHINE", False, "Webhooks may go to this machine, and by plain http. Never in production."
    )
    ADMIN_NEEDS_SECOND_FACTOR = ENV.flag(
        "STAFF_SECOND_FACTOR", MODE == "production", "Staff must sign in with a second factor."
    )
    SOCIALACCOUNT_PROVIDERS = providers_from(ENV)
    CLOSING_HOURS = ENV.number("CLOSING_HOURS", 24, "Hours in which the closing of an account can be called off.")
    DOWNLOAD_DAYS = ENV.number(
        "DOWNLOAD_DAYS", 7, "Days for which a file with one's own data can be fetched.", at_least=1
    )
    REPORT_TEXT_DAYS = ENV.number(
        "REPORT_TEXT_DAYS", 183, "Days after the decision for which the words of a report are kept.", at_least=1
    )
    RECEIPT_YEARS = ENV.number(
        "RECEIPT_YEARS", 7, "Years for which the law has you know who paid, also after the account was closed."
    )
    # Asked for here so that they are documented and checked with the rest; the processes read them.
    ENV.text("HOST", "127.0.0.1", "The address the edge listens on.")
    ENV.number("PORT", 8000, "The port the edge listens on.", at_least=1)
    ENV.number("APP_THREADS", 4, "Threads of the app process.", at_least=1)
    ENV.number("EDGE_MEMORY", 64 * 1024 * 1024, "Bytes of finished pages the edge keeps in memory.", at_least=1024)
    ENV.text("ADMIN_PASSWORD", "", "For `standfirst found`: the first administrator's password. Empty: it asks.")
    BEHIND_PROXY = ENV.flag(
        "TRUSTED_PROXY", False, "The edge stands behind a proxy of ours, whose X-Forwarded headers are true."
    )
except UnknownHost as error:
    raise ImproperlyConfigured(f"STANDFIRST_EMBED_HOSTS names no host called {error}.") from error
except BadSetting as error:
    raise ImproperlyConfigured(str(error)) from error

PRODUCTION = MODE == "production"
if PRODUCTION and (SECRET_KEY == DEMO_SECRET or len(SECRET_KEY) < 50):
    raise ImproperlyConfigured(
        "STANDFIRST_SECRET_KEY (or STANDFIRST_SECRET_KEY_FILE) must hold at least 50 random characters in production."
    )
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("STANDFIRST_DEBUG must be off in production.")
if PRODUCTION and WEBHOOKS_TO_THIS_MACHINE:
    raise ImproperlyConfigured("STANDFIRST_WEBHOOKS_TO_THIS_MACHINE must be off in production.")
BASE = urlsplit(BASE_URL)
if BASE.scheme not in {"http", "https"} or not BASE.hostname:
    raise ImproperlyConfigured(f"STANDFIRST_BASE_URL is an address such as https://paper.example, not {BASE_URL!r}.")
if WEBSUB_HUB and (urlsplit(WEBSUB_HUB).scheme not in {"http", "https"} or not urlsplit(WEBSUB_HUB).hostname):
    raise ImproperlyConfigured(f"STANDFIRST_WEBSUB_HUB is an address such as https://hub.example/, not {WEBSUB_HUB!r}.")
# By the name "localhost" the edge asks whether the app is well.
ALLOWED_HOSTS = [*ALLOWED_HOSTS, BASE.hostname or "127.0.0.1", "localhost", *([] if PRODUCTION else ["127.0.0.1"])]

INSTALLED_APPS = [
    "standfirst.apps.StandfirstConfig",
    "standfirst.edge",
    "standfirst.web",
    "standfirst.accounts",
    "standfirst.stories",
    "standfirst.comments",
    "standfirst.contributions",
    "standfirst.adverts",
    "standfirst.wire",
    "standfirst.moderation",
    "standfirst.demo",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtailmedia",
    "wagtail.embeds",
    "wagtail.sites",
    "standfirst.accounts.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.apple",
    "allauth.socialaccount.providers.facebook",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "standfirst.edge.caching.EdgeMiddleware",
    "standfirst.accounts.hint.SessionHintMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "standfirst.web.origin.OriginMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "standfirst.stories.redirecting.PublicRedirectMiddleware",
    "standfirst.accounts.second_factor.SecondFactorMiddleware",
    "standfirst.accounts.opener.OpenerMiddleware",
    "standfirst.stories.desk.DeskTransactionMiddleware",
]

ROOT_URLCONF = "standfirst.urls"
WSGI_APPLICATION = "standfirst.processes.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "standfirst.web.context.paper",
                "standfirst.stories.context.sections",
            ],
        },
    }
]

DATABASES = {"default": database_from(DATABASE_URL)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Letters
if SMTP_URL:
    smtp = urlsplit(SMTP_URL)
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": smtp.hostname or "localhost",
                "port": smtp.port or (465 if smtp.scheme == "smtps" else 587),
                "username": unquote(smtp.username or ""),
                "password": unquote(smtp.password or ""),
                "use_ssl": smtp.scheme == "smtps",
                "use_tls": smtp.scheme == "smtp",
                "timeout": 20,
            },
        }
    }
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(HOME / "mail")},
        }
    }
DEFAULT_FROM_EMAIL = f"{PAPER_NAME} <{MAIL_FROM}>"

# People and sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "your_page"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "standfirst.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# The password is for staff and for readers who want one; the sign-in form asks for it only on its own page.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_FORMS = FORMS
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# allauth counts for us too, by network address: reports, and codes and tokens of other sites, right or wrong.
ACCOUNT_RATE_LIMITS = {
    "report_comment": "10/m/ip",
    # Codes to one address, and from one network address: three letters at once, and not a boxful in an hour.
    "request_login_code": "20/m/ip,60/h/ip,3/m/key,10/h/key",
    "enter_code": "30/m/ip",
    "exchange_token": "120/m/ip",
}
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
# One account has one address; a new one takes its place once a code was entered, and the old one is told.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_ADAPTER = "standfirst.accounts.adapter.OtherServicesAdapter"
# An address that the service has proven leads to the account that has proven it too; no other does.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_FORMS = {"disconnect": "standfirst.accounts.forms.LeaveServiceForm"}
if COMMENTS_PER_ADDRESS:
    ACCOUNT_RATE_LIMITS["post_comment"] = f"{COMMENTS_PER_ADDRESS}/m/ip"
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = SECOND_FACTOR_FORMS
# The domain of those who have gone: reserved, so that it can never be anybody's.
NOBODY = "closed.invalid"
SESSION_ENGINE = "standfirst.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_NAME = "sf_session"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "sf_csrf"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "standfirst.web.origin.ask_again"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE.scheme == "https"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Security: strict on public pages; the desk's own policy is in stories/desk.py.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION and BASE.scheme == "https" else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF, *origins_of(SOCIALACCOUNT_PROVIDERS)],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Languages, files
LANGUAGES = [("en-gb", _("English")), ("ga", _("Irish")), ("de", _("German"))]
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
# Served by no process; a view that knows whose a file is sends it.
PRIVATE_ROOT = HOME / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

# Wagtail: no call to the outside, ever.
WAGTAIL_SITE_NAME = PAPER_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "stories.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "standfirst.stories.picture_form.PictureForm"
WAGTAILIMAGES_WEBP_QUALITY = 76
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
# What every present browser plays; wagtailmedia would take more.
WAGTAILMEDIA = {
    "MEDIA_MODEL": "stories.Recording",
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "wav", "flac"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_I18N_ENABLED = False
# Feeds and lists are addressed by slugs of plain letters.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Ours are written in the transaction of the move (stories/bridge.py), also for what is down; Wagtail's only after it.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Each task says three lines at INFO, which would drown what matters.
    "loggers": {name: {"level": "WARNING"} for name in ("django.tasks", "django_tasks", "django_tasks_db")},
}
