"""Settings that all environments share, safe by default: no debugging, and nothing is served without need.

Values that differ between machines come from `env`. The importing module (dev, test or production) sets its sources
before it imports this one.
"""

from django.conf.locale import LANG_INFO

from cms.settings import identity
from cms.settings.caches import caches
from cms.settings.databases import POSTGRESQL, database
from cms.settings.environment import BASE_DIR, env

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS")
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": database(env.text("DATABASE_URL"))}

INSTALLED_APPS = [
    # Accord's apps first, so that their templates override Wagtail's.
    "cms",
    "home",
    "schema",
    "search",
    "graph",
    "wagtail.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "graphene_django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
if identity.IS_INSTALLED:
    INSTALLED_APPS += identity.APPS
if DATABASES["default"]["ENGINE"] == POSTGRESQL:
    INSTALLED_APPS.append("django.contrib.postgres")

MIDDLEWARE = [
    # Outermost, so that whatever is logged has the name of its request.
    "graph.monitoring.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of all that do real work, so that they measure it.
    "graph.monitoring.MetricsMiddleware",
    "graph.budget.middleware.BudgetMiddleware",
    "home.headers.HeadersMiddleware",
    # Outside of all that may write, so that it drains the marks of the request.
    "graph.middleware.DrainMiddleware",
    # Outside of the choice of the language and of redirects, which see the address of the page.
    "home.markdown.middleware.MarkdownMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.middleware.LanguageMiddleware",
    "home.front_end.FrontEndMiddleware",
    "graph.middleware.RedirectMiddleware",
    "django.middleware.common.CommonMiddleware",
    "graph.budget.bodies.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.admin.picture_previews.LostPictureMiddleware",
    "cms.passwords.PasswordMiddleware",
]
if identity.IS_INSTALLED:
    _place = MIDDLEWARE.index("django.contrib.messages.middleware.MessageMiddleware") + 1
    MIDDLEWARE[_place:_place] = [
        "allauth.account.middleware.AccountMiddleware",
        "cms.identity.sessions.SessionEndMiddleware",
    ]
# Wagtail shows previews in an iframe of the admin.
X_FRAME_OPTIONS = "SAMEORIGIN"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Templates of the operator's own replace those of Accord, file by file.
        "DIRS": [*([env.path("TEMPLATES")] if env.text("TEMPLATES") else []), BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# Signing in is Wagtail's form; django-allauth adds second factors and the organisation's OpenID provider.
OIDC_SERVER = env.text("OIDC_SERVER")
OIDC_NAME = env.text("OIDC_NAME")
OIDC_PROVIDER = identity.PROVIDER
OIDC_GROUPS = env.names("OIDC_GROUPS")
OIDC_GROUPS_CLAIM = env.text("OIDC_GROUPS_CLAIM")
OIDC_ONLY = env.flag("OIDC_ONLY")
SECOND_FACTOR = env.choice("SECOND_FACTOR", "offered", "required")
SESSION_HOURS = env.number("SESSION_HOURS")
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES")
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
ACCOUNT_ADAPTER = "cms.identity.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ADAPTER = "cms.identity.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = identity.providers(env)
SOCIALACCOUNT_AUTO_SIGNUP = True
# Chromium lets a form of the admin lead to no other site, so the way to the provider is a link.
SOCIALACCOUNT_LOGIN_ON_GET = True
# Whom the provider names by a verified address is the user with that address.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_ADAPTER = "cms.identity.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# Addresses of mail are given by administrators and by the provider, so nobody has to prove theirs first.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Accord"
# Passkeys need https, or a browser on the same machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

# The six languages of the United Nations. Chinese is zh-hans here, because Django and
# Wagtail ship their own texts under that code and none under zh; graph.languages turns
# it into the graph's language tag, zh.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    (code, LANG_INFO[code]["name"]) for code in ("en", "fr", "es", "ar", "ru", "zh-hans")
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT")
# Files are sent by Accord, or by the web server before it, to which this header names the file; the folder itself is
# not served.
SEND_FILES = env.choice("SEND_FILES", "accord", "X-Accel-Redirect", "X-Sendfile")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # File names hold a hash of the content, so browsers may keep the files for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

GRAPH_BASE_IRI = env.address("GRAPH_BASE_IRI")
SITE_ENABLED = env.flag("SITE_ENABLED")
FRONT_END = env.pattern("FRONT_END")
DATASET_FILES = env.path("DATASET_FILES")
DATASET_SPACE = env.number("DATASET_SPACE")
DATASET_VERSIONS = env.path("DATASET_VERSIONS")
DATASET_VERSIONS_EVERY = env.choice("DATASET_VERSIONS_EVERY", "day", "week", "month", "year", "never")
DATASET_VERSIONS_KEPT = env.number("DATASET_VERSIONS_KEPT")
LICENCE = env.text("LICENCE")
PUBLISHER = env.text("PUBLISHER")
IATI_ORGANISATION = env.text("IATI_ORGANISATION")
IATI_ORGANISATION_TYPE = env.text("IATI_ORGANISATION_TYPE")
IATI_SECONDARY_REPORTER = env.flag("IATI_SECONDARY_REPORTER")
IATI_SECTORS = env.names("IATI_SECTORS")
# The model with what administrators say of the dataset; graph.publishing.about reads it.
DATASET_DESCRIPTION = "cms.DatasetDescription"
# Rules for records beyond their declarations, as SHACL in Turtle; graph.publishing.shapes adds them to its own.
GRAPH_RULES = [BASE_DIR / "cms" / "rules.ttl"]
# The website tells the graph by which of its views (home/urls.py) it shows a resource that has no page, the list of
# what links to a resource, and a resource's history.
WEBSITE_VIEWS = {"resource": "resource", "related": "related", "history": "history"}
# The model in which editors set name, logo, colours and footer of the website.
WEBSITE_APPEARANCE = "cms.Appearance"
CHANGES_SOCKET = env.path("CHANGES_SOCKET")
CHANGES_STREAMS = env.number("CHANGES_STREAMS")
SPARQL_SOCKET = env.path("SPARQL_SOCKET")
SPARQL_WORKERS = env.number("SPARQL_WORKERS")
SPARQL_SECONDS = env.number("SPARQL_SECONDS")
SPARQL_MEMORY = env.number("SPARQL_MEMORY")
SPARQL_RESULT = env.number("SPARQL_RESULT")
WEB_CONCURRENCY = env.number("WEB_CONCURRENCY")
# Uploaded files are read in separate processes; only tests of other things read them in their own process.
SANDBOX = True
SANDBOX_WORKERS = env.number("SANDBOX_WORKERS")
SANDBOX_SECONDS = env.number("SANDBOX_SECONDS")
SANDBOX_MEMORY = env.number("SANDBOX_MEMORY")
WEB_THREADS = env.number("WEB_THREADS")
CLIENT_SECONDS = env.number("CLIENT_SECONDS")
GRAPHENE = {"SCHEMA": "schema.schema.schema"}
GRAPHQL_ORIGINS = env.names("GRAPHQL_ORIGINS")
GRAPHQL_INTROSPECTION = env.flag("GRAPHQL_INTROSPECTION")
GRAPHQL_OPERATIONS = env.flag("GRAPHQL_OPERATIONS")
# With a longer time, hidden content would have to be purged from caches that Accord does not control.
SHARED_CACHE_SECONDS = env.number("SHARED_CACHE_SECONDS", at_most=3600)
REDIS_URL = env.text("REDIS_URL")
CACHES = caches(REDIS_URL, env.path("PERSISTED_QUERIES"))
# Wagtail's own tasks run at once; notices wait in the database for the process that sends them.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "notices": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
SLOW_SECONDS = env.number("SLOW_SECONDS")
METRICS_TOKEN = env.text("METRICS_TOKEN")
METRICS_FROM = env.names("METRICS_FROM")
METRICS = bool(METRICS_TOKEN or METRICS_FROM)
PURGE = env.names("PURGE")
NOTICES_ANYWHERE = env.flag("NOTICES_ANYWHERE")
TRUSTED_PROXIES = env.names("FORWARDED_ALLOW_IPS")

WAGTAIL_SITE_NAME = "Accord"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "cms.fields.rich_text.RichTextArea"}}
WAGTAILADMIN_BASE_URL = env.address("WAGTAILADMIN_BASE_URL")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "cms.ImageFile"
# A decoded pixel takes four bytes, and eight for a moment.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.admin.pictures.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.DocumentFile"
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "epub", "json", "odp", "ods", "odt", "pdf", "pptx", "rtf"),
    *("ttl", "txt", "xlsx", "zip"),
]
# Limits of a request's body: for everybody, enough for the longest query; for users who are signed in, forms and, in
# these views, files.
LARGEST_BODY = 300 * 1024
FORM_MEGABYTES = 10
UPLOAD_MEGABYTES = 51
UPLOAD_VIEWS = [
    *("wagtailimages", "wagtailimages_chooser", "wagtaildocs", "wagtaildocs_chooser"),
    *("import_pages", "import_pages_create", "sheet_upload"),
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
# Off, so that an editor's browser sends no request to third parties.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A page with many inlines sends more fields than Django's default of 1000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT")
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
# A mail server that does not answer must not hold a thread.
EMAIL_TIMEOUT = 10
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL")

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "cms.settings.log_lines.RequestIdFilter"}},
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name} {request_id}: {message}", "style": "{"},
        "json": {"()": "cms.settings.log_lines.JSONFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.choice("LOG_FORMAT", "text", "json"),
            "filters": ["request_id"],
        }
    },
    # It would log a line for each saved object, which would hide all others.
    "loggers": {"django_tasks": {"level": "WARNING"}, "django_tasks_db": {"level": "WARNING"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", *_LEVELS),
    },
}
