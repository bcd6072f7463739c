"""Every setting, from the environment. What makes no sense is refused at the start, in a sentence."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from strategy_tracker import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what set-up and running make: database, compiled styles, reports

DEMO = environment.switch("DEMO")
DEBUG = environment.switch("DEBUG")
TRIAL = DEMO or DEBUG  # on this machine alone: no secrets needed, no other host answered

SECRET_KEY = (
    environment.required("SECRET_KEY", "it signs sessions; make one with 50 random characters", unless=TRIAL)
    or "trial-on-this-machine-only"
)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", demo=DEMO, trial=TRIAL)

INSTALLED_APPS = [
    "commitments",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "drf_spectacular",
    "knox",
    "rest_framework",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    *(["strategy_tracker.trial.TrialOnThisMachine"] if DEMO else []),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "strategy_tracker.sessions.SignedInForAWhile",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "strategy_tracker.urls"
WSGI_APPLICATION = "strategy_tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "strategy_tracker.jinja.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages"],
        },
    },
    {  # the admin site's own pages
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'strategy_tracker.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "commitments.User"
# The limits on signing in count in the cache, so all of the site's processes must share one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "strategy_tracker_cache",
        # A flood of addresses must not push the counts of others out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Signing in: by e-mail address and password; accounts are made by an administrator's invitation.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "strategy_tracker.accounts.ByInvitation"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation went to the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letter to strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds that a link to choose a password works
IDLE_MINUTES = environment.whole_number("IDLE_MINUTES", 30)  # without a page, after which one signs in again
SESSION_HOURS = environment.whole_number("SESSION_HOURS", 12)  # after which one signs in again, busy or not
SESSION_COOKIE_AGE = 60 * IDLE_MINUTES
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Letters: printed to the console unless EMAIL_URL names a server.
vars().update(environment.mail("EMAIL_URL"))
EMAIL_TIMEOUT = 10  # seconds that a page waits for a mail server that does not answer
DEFAULT_FROM_EMAIL = environment.text("FROM_EMAIL", "Strategy Tracker <strategy-tracker@localhost>")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = None if TRIAL else VAR_DIR / "collected"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    VAR_DIR / "static",  # style sheets, compiled at set-up
    ("fonts", BASE_DIR / "node_modules" / "@fontsource" / "arimo" / "files"),
    ("nhsuk", BASE_DIR / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"),
]
WHITENOISE_USE_FINDERS = TRIAL
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TRIAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# What browsers are told. Nothing is loaded from another host; no script or style stands in a page.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # NHS.UK frontend draws its arrows and ticks as data addresses
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
}
# How many proxies of our own stand before the site. Theirs is the word on who asks, and whether by https.
PROXIES = environment.whole_number("PROXIES", 0, least=0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not TRIAL
SECURE_HSTS_SECONDS = 0 if TRIAL else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not TRIAL
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "strategy_tracker.faults.form_expired"
if not TRIAL:  # a name with this prefix is taken over https alone, and from this host alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "commitments.api.signing_in.TokenAuthentication",  # first, so that nobody gets 401 and not 403
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["commitments.api.parameters.Filters"],
    "DEFAULT_PAGINATION_CLASS": "commitments.api.pages.Pages",
    "DEFAULT_SCHEMA_CLASS": "commitments.api.schema.Described",
    "EXCEPTION_HANDLER": "commitments.api.faults.in_one_shape",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Strategy Tracker",
    "DESCRIPTION": "Reads strategies, what was promised in them, what was reported, and what boards were given.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "ENUM_NAME_OVERRIDES": {"RatingEnum": "commitments.models.update.Rating"},  # an executive's is of the same words
}
REST_KNOX = {"TOKEN_TTL": timedelta(days=90), "TOKEN_PREFIX": "st_"}

# One fault must not show another person's words: nothing that was posted is written to logs.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Both tell of every page and every table of a font.
    "loggers": {"weasyprint": {"level": "ERROR"}, "fontTools": {"level": "WARNING"}},
}

# What a report may take before its child process is stopped. See reports/render/pdf.py.
REPORT_SECONDS = environment.whole_number("REPORT_SECONDS", 120)
REPORT_MEGABYTES = environment.whole_number("REPORT_MEGABYTES", 1500)
