"""The entry of a production server: `gunicorn wsgi:app`."""

import os

from incubator.app import create_app
from incubator.settings import Settings

app = create_app(Settings.from_env(os.environ))
