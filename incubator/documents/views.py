"""The public door: is this paper real, and does it still hold?"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.core.errors import TooMany
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.documents import queries, rules
from incubator.documents.forms import VerifyForm
from incubator.documents.pages import paper_page
from incubator.documents.rules import Throttle
from incubator.web import clock
from incubator.web.access import public
from incubator.web.i18n import tr

bp = Blueprint("documents", __name__)
questions = Throttle(most=120, seconds=60)
NOT_A_CODE = text("확인 번호는 ABCD-EFGH-JKMN과 같은 12자리입니다. 문서에 인쇄된 번호를 다시 확인해 주세요.")
NO_SUCH_PAPER = text("이 번호로 발급된 문서가 없습니다. 한 글자씩 다시 확인해 주세요.")


@bp.get("/verify")
@public
def verify() -> ResponseReturnValue:
    """The form; with `?code=` on to the answer."""
    if not request.args.get("code", "").strip():
        return render_template("documents/verify.html", form=VerifyForm(formdata=None), page=None)
    code = rules.read_code(request.args["code"])
    if code is None:
        return _refused(NOT_A_CODE, 422)
    return redirect(url_for("documents.verify_code", code=rules.grouped(code)))


@bp.get("/verify/<string(maxlength=60):code>")
@public
def verify_code(code: str) -> ResponseReturnValue:
    """The answer about one paper, for the drawing on it leads here."""
    wait = questions.wait_for(request.remote_addr or "", clock.now())
    if wait:
        raise TooMany(
            text("문서 확인 요청이 너무 잦습니다."), retry_after=wait, how=text("1분 뒤에 다시 시도해 주세요.")
        )
    bare = rules.read_code(code)
    if bare is None:
        return _refused(NOT_A_CODE, 404, code)
    paper = queries.find_paper_by_code(session_now(), bare)
    if paper is None:
        return _refused(NO_SUCH_PAPER, 404, code)
    return render_template("documents/verified.html", page=paper_page(session_now(), paper))


def _refused(reason: Text, status: int, code: str | None = None) -> ResponseReturnValue:
    form = VerifyForm(formdata=request.args) if code is None else VerifyForm(formdata=None, data={"code": code})
    form.code.errors = [tr(reason)]
    return render_template("documents/verify.html", form=form, page=None), status
