"""What the web server is told where its command line is silent: `gunicorn wsgi:app` reads this file by itself."""

import os

from incubator.settings import Settings

worker_class = "gthread"  # threads share the process, so that one long upload holds nobody up
workers = int(os.environ.get("INCUBATOR_WORKERS") or Settings.workers)
threads = int(os.environ.get("INCUBATOR_THREADS") or Settings.threads)
