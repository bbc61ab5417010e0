"""The application with less kept than in production, to tell what keeping is worth: `BENCH_KEEPS` says how much.

`pages`: whether a page is still true is asked for each visitor.  `parts`: each page is made anew, cards of calls and the
fields of the filter are not.  `nothing`: those too.
"""

from __future__ import annotations

import os
from typing import Any

from incubator.web import kept
from wsgi import app

KEEPS = os.environ["BENCH_KEEPS"]

kept.init_app(app, seconds=0)
if KEEPS in ("parts", "nothing"):
    kept._Page.is_still = lambda *_: False  # type: ignore[method-assign]  # the one place that decides
if KEEPS == "nothing":

    @app.before_request
    def forget() -> Any:
        kept._Parts.made.clear()


__all__ = ["app"]
