"""Settings for development and the demo: no secret key is needed, and mails are printed on the console."""

import os

from cms.settings.environment import DEMO_FILE, OPERATOR_FILE, env, read_file

env.use(os.environ, read_file(OPERATOR_FILE), read_file(DEMO_FILE))

from cms.settings.base import *

DEBUG = env.flag("DEBUG")
SECRET_KEY = SECRET_KEY or "django-insecure-for-development-on-one-machine-only"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

if DEBUG:
    # Serves files from the checkout, without collecting them first.
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # WhiteNoise would warn about a missing folder.
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
