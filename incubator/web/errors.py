"""A refusal becomes one status and one page (or one JSON object for a script).  Nothing inner leaks."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from incubator.core.errors import DomainError, Invalid, TooMany
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.web.i18n import tr

log = structlog.get_logger("web")

WORDS: dict[int, tuple[Text, Text]] = {
    400: (
        text("요청을 이해하지 못했습니다."),
        text("앞 화면으로 돌아가 다시 시도해 주세요. 입력하신 내용은 지워지지 않았습니다."),
    ),
    401: (text("로그인이 필요합니다."), text("로그인하시면 보시던 화면으로 돌아갑니다.")),
    403: (text("이 화면을 볼 권한이 없습니다."), text("다른 계정으로 로그인하셨는지 확인해 주세요.")),
    404: (text("찾으시는 화면이 없습니다."), text("주소를 확인하시거나 첫 화면에서 다시 찾아 주세요.")),
    405: (text("이 주소로는 할 수 없는 요청입니다."), text("화면의 단추를 눌러 진행해 주세요.")),
    409: (text("지금은 할 수 없습니다."), text("화면을 새로 고쳐 지금 상태를 확인해 주세요.")),
    413: (text("보내신 내용이 너무 큽니다."), text("파일의 크기를 줄여 다시 올려 주세요.")),
    414: (text("주소가 너무 깁니다."), text("검색 조건을 줄여 주세요.")),
    429: (text("요청이 너무 잦습니다."), text("잠시 기다린 뒤 다시 시도해 주세요.")),
    500: (
        text("저희 쪽 문제로 처리하지 못했습니다."),
        text("입력하신 내용은 마지막 저장 시각까지 남아 있습니다. 잠시 뒤 다시 시도해 주세요."),
    ),
    503: (text("지금은 저장할 수 없습니다."), text("입력하신 내용을 그대로 두고 잠시 뒤 다시 시도해 주세요.")),
}


PAGES = frozenset({400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 503})


def wants_json() -> bool:
    """Whether a script asked: it says so in `Accept`."""
    accept = request.accept_mimetypes
    return bool(accept) and accept.best_match(["text/html", "application/json"]) == "application/json"


def answer(
    status: int,
    message: Text | None = None,
    how: Text | None = None,
    *,
    reference: str = "",
    field: str | None = None,
    typed: Sequence[Sequence[str]] = (),
) -> ResponseReturnValue:
    """The error page or object.

    `reference` is the number a person can tell the help desk; `typed` what the refused form held, as lines.
    """
    default_message, default_how = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    message, how = message or default_message, how or default_how
    if wants_json():
        body = {"error": {"message": tr(message), "how": tr(how), "field": field, "reference": reference}}
        return jsonify(body), status
    problem = {"status": status, "message": tr(message), "how": tr(how), "request_id": reference, "typed": typed}
    template = f"errors/{status if status in PAGES else 500 if status >= 500 else 400}.html"
    return render_template(template, problem=problem), status


def _domain(error: DomainError) -> ResponseReturnValue:
    message = error.message
    if isinstance(error, Invalid) and error.problems and wants_json():
        problems = {key: [tr(item) for item in items] for key, items in error.problems.items()}
        return jsonify(
            {
                "error": {"message": tr(message), "how": tr(error.how or text("")), "field": error.field},
                "problems": problems,
            }
        ), error.status
    response = make_response(answer(error.status, message, error.how, field=error.field))
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, CSRFError):
        return answer(
            400,
            text("보안 확인 시간이 지나 요청을 받지 못했습니다."),
            text("앞 화면으로 돌아가 새로 고친 뒤 다시 시도해 주세요. 입력하신 내용은 지워지지 않았습니다."),
        )
    status = error.code or 500
    if isinstance(error, SecurityError):
        # The name of this house is wrong, so no address of ours can be made and no page of ours be drawn.
        return Response("400 Bad Request: unknown host\n", status, mimetype="text/plain")
    if error.response is not None:
        return error.response
    if 300 <= status < 400:
        response: Response = error.get_response()  # type: ignore[assignment]  # werkzeug's sansio type
        return response
    response = make_response(answer(status))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _database(error: OperationalError) -> ResponseReturnValue:
    """Try again in a moment.  The session lets go of a connection that died, so that the page can look up its reader."""
    reference = secrets.token_hex(4)
    log.error("database refused", reference=reference, error=type(error.orig).__name__, detail=str(error.orig)[:200])
    session_now().rollback()
    try:
        return answer(503, reference=reference)
    except OperationalError:
        words = " ".join(tr(sentence) for sentence in WORDS[503])
        return Response(f"503 {words} ({reference})\n", 503, mimetype="text/plain")


def _unforeseen(error: Exception) -> ResponseReturnValue:
    reference = secrets.token_hex(4)
    log.error("unforeseen", reference=reference, error=type(error).__name__, exc_info=error)
    return answer(500, reference=reference)


def init_app(app: Flask) -> None:
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database)
    if not app.config.get("TESTING"):
        app.register_error_handler(Exception, _unforeseen)


__all__ = ["answer", "init_app", "wants_json"]
