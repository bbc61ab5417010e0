from incubator.questionnaires.rules import load, within_pages
from tests.factories.questionnaires import a_definition


def _form(**accept):
    definition = a_definition()
    files = {
        "key": "attached",
        "kind": "file",
        "label": "파일",
        "accept": {"kinds": ["pdf"], "max_bytes": 1000} | accept,
    }
    definition["sections"][1]["questions"] = [files]
    return load(definition)


def _pages(form):
    return form.questions["attached"].accept.max_pages


def test_the_smaller_number_of_pages_holds():
    form = _form(max_pages=15)

    assert _pages(within_pages(form, 10)) == 10
    assert _pages(within_pages(form, 15)) == 15
    assert _pages(within_pages(form, 20)) == 15


def test_a_question_that_counts_no_pages_goes_on_counting_none():
    form = _form()

    assert _pages(within_pages(form, 3)) is None
    assert within_pages(form, 3) is form


def test_all_else_of_the_form_stays():
    form = _form(max_pages=15)

    narrowed = within_pages(form, 3)

    assert list(narrowed.questions) == list(form.questions)
    assert narrowed.sections[0] == form.sections[0]
    assert _pages(form) == 15
