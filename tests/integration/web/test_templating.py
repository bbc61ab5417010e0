"""Parts of a page that are rendered once: the same for everybody, another one for each language."""

from __future__ import annotations

import pytest
from jinja2 import TemplateSyntaxError


def rendered(app, source, path="/"):
    with app.test_request_context(path):
        app.preprocess_request()
        return app.jinja_env.from_string(source).render()


@pytest.mark.parametrize(
    "inner", ["{{ actor.name }}", "{{ csp_nonce() }}", "{{ csrf_token() }}", "{{ page.title }}", "{{ server_now }}"]
)
def test_a_kept_part_that_looks_at_the_person_or_the_moment_does_not_compile(app, inner):
    with pytest.raises(TemplateSyntaxError, match="a kept part looks at"):
        app.jinja_env.from_string("{% kept %}" + inner + "{% endkept %}")


def test_a_kept_part_holds_no_other_template(app):
    with pytest.raises(TemplateSyntaxError, match="another template"):
        app.jinja_env.from_string("{% kept %}{% include 'base.html' %}{% endkept %}")


def test_a_kept_part_is_another_one_in_each_language(app):
    source = "{% kept %}{{ locale is defined }} {{ _('로그인') }}{% endkept %}"
    template = app.jinja_env.from_string(source)
    found = []
    for path in ("/?lang=ko", "/?lang=en", "/?lang=ko"):
        with app.test_request_context(path):
            app.preprocess_request()
            found.append(template.render(locale=path[-2:]))

    assert found == ["True 로그인", "True Sign in", "True 로그인"]
