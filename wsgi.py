"""The entry of a production server: `gunicorn wsgi:app`."""

import gc
import os

from incubator.app import create_app
from incubator.settings import Settings

app = create_app(Settings.from_env(os.environ))
# What stands now stands as long as the process: looking through it again and again would make single requests wait.
gc.collect()
gc.freeze()
