"""The page checker finds each fault it is there for: a detector without a negative control proves nothing."""

import pytest

from tests.support.html import Document

GOOD = """<!doctype html><html lang="ko"><head><title>모집 공고</title></head><body><main><h1>모집 공고</h1>
<form method="post" action="/apply"><input type="hidden" name="csrf_token" value="t">
<label for="name">이름</label><input id="name" name="name" value="가">
<label>분야 <select name="field"><option value="m">메카</option><option value="w" selected>물</option></select></label>
<fieldset><legend>동의</legend><label><input type="checkbox" name="ok" value="y"> 동의합니다</label></fieldset>
<label for="plan">계획</label><textarea id="plan" name="plan">
둘째 줄</textarea><button>보내기</button></form></main></body></html>"""


def test_problems_is_empty_for_a_good_page() -> None:
    assert Document(GOOD).problems == []


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("<h1>모집 공고</h1>", "", "exactly one h1"),
        ("<h1>", "<h1>하나</h1><h1>", "exactly one h1"),
        ("<title>모집 공고</title>", "<title></title>", "exactly one title"),
        ('<html lang="ko">', "<html>", "no lang"),
        ('<label for="name">이름</label>', "", "no label"),
        ('<label for="plan">계획</label>', '<label for="plan"></label>', "no label"),
        ('id="plan"', 'id="name"', "used 2 times"),
        ("<button>보내기</button>", "<button></button>", "no text"),
        ("<button>", '<a href="/x"></a><button>', "no text"),
        ("<button>", '<img src="/x.png"><button>', "no alt"),
        ("<button>", '<button style="color:red">', "inline style"),
        ("<button>", '<button onclick="x()">', "inline script"),
        ("<button>", "<script>x()</script><button>", "inline script"),
        ("<button>", '<a href="javascript:x()">x</a><button>', "script address"),
        ("</fieldset>", "</fieldset></b>", "line 5"),
        ("<!doctype html>", "", "line 1"),
    ],
)
def test_problems_names_the_fault(before: str, after: str, problem: str) -> None:
    assert before in GOOD
    found = Document(GOOD.replace(before, after)).problems
    assert any(problem in line for line in found), found


def test_form_holds_what_the_page_would_send() -> None:
    form = Document(GOOD).form("/apply")

    assert (form.method, form.action) == ("post", "/apply")
    assert form.fields == {"csrf_token": ["t"], "name": ["가"], "field": ["w"], "ok": [], "plan": ["둘째 줄"]}


def test_with_values_refuses_a_field_the_form_does_not_have() -> None:
    form = Document(GOOD).form()

    assert form.with_values({"name": "나", "ok": "y"})["name"] == "나"
    with pytest.raises(AssertionError, match="no field nmae"):
        form.with_values({"nmae": "나"})
