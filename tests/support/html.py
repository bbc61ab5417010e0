"""A page as a test reads it: parsed by the rules of HTML5, searched by tag and attribute, checked for what every page owes.

Problems are said in the words of the page's author: what is wrong and which element it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as REASONS

# The parser is older than <template>: its content is no part of the page and would be taken for one.
TEMPLATE = re.compile(r"(<template\b[^>]*>)(.*?)(</template>)", re.DOTALL)
UNLABELLED_KINDS = {"hidden", "submit", "button", "reset", "image"}


def _emptied(found: re.Match[str]) -> str:
    """Without the content, the lines still counting."""
    return found[1] + "\n" * found[2].count("\n") + found[3]


def words(element: Element) -> str:
    """The text of an element as a reader sees it: white space folded."""
    return " ".join("".join(element.itertext()).split())


@dataclass
class Form:
    """A form of a page with the values it would send if nobody touched it."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def with_values(self, changes: dict[str, object]) -> dict[str, object]:
        """What a person would send after changing these fields.  None takes a field away (an unticked box)."""
        unknown = [name for name in changes if name not in self.fields]
        if unknown:
            raise AssertionError(
                f"the form {self.action} has no field {', '.join(unknown)}; it has {sorted(self.fields)}"
            )
        return {name: value for name, value in (self.fields | changes).items() if value is not None and value != []}


class Document:
    """A parsed page."""

    def __init__(self, source: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(TEMPLATE.sub(_emptied, source))
        self.mistakes = [f"line {line}: {REASONS[code] % details}" for (line, _column), code, details in parser.errors]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def find_all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements with this tag and these attributes (`class_` means one of the classes, `_` in names means `-`)."""
        return [element for element in self.root.iter(tag) if _fits(element, attributes)]

    def find(self, tag: str, **attributes: str) -> Element:
        """The only such element.  Fails with what there is when there are none or several."""
        found = self.find_all(tag, **attributes)
        if len(found) != 1:
            shown = [f"<{tag} {element.attrib}> {words(element)[:60]}" for element in self.root.iter(tag)]
            raise AssertionError(f"{len(found)} of <{tag} {attributes}>; the page has {shown}")
        return found[0]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [words(element) for element in self.find_all(tag, **attributes)]

    @property
    def title(self) -> str:
        return words(self.find("title"))

    @property
    def h1(self) -> str:
        return words(self.find("h1"))

    @property
    def main(self) -> str:
        """All text of the page's own part."""
        return words(self.find("main"))

    @property
    def links(self) -> dict[str, str]:
        """Text of a link to its address; the last one of equal texts."""
        return {words(element): element.get("href", "") for element in self.root.iter("a")}

    def form(self, action: str | None = None) -> Form:
        """The form that posts to `action`, or the only posting form of the page's own part."""
        posting = [element for element in self.find("main").iter("form") if element.get("method", "").lower() == "post"]
        found = [element for element in posting if action is None or element.get("action", "") == action]
        if len(found) != 1:
            there = [element.get("action", "") for element in posting]
            raise AssertionError(f"{len(found)} forms post to {action!r}; the page has {there}")
        return self._filled(found[0])

    def _filled(self, element: Element) -> Form:
        form = Form(element.get("action", ""), element.get("method", "get").lower())
        inner = set(element.iter())
        for control in self.root.iter():
            if control.tag not in {"input", "select", "textarea"} or "name" not in control.attrib:
                continue
            belongs = control.get("form") == element.get("id") if "form" in control.attrib else control in inner
            if belongs and "disabled" not in control.attrib:
                form.fields.setdefault(control.attrib["name"], []).extend(_values(control))
        return form

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(element.attrib["id"] for element in self.root.iter() if "id" in element.attrib)

    @cached_property
    def labelled(self) -> set[str]:
        """Ids that a label with text names."""
        return {label.get("for", "") for label in self.root.iter("label") if words(label)} - {""}

    @cached_property
    def problems(self) -> list[str]:
        """What every page owes its reader and does not give.  Empty for a good page."""
        return list(self._problems())

    def _problems(self) -> Iterator[str]:
        yield from self.mistakes
        for tag, name in (("h1", "h1"), ("title", "title"), ("main", "main")):
            found = [words(element) for element in self.root.iter(tag)]
            if len(found) != 1 or not found[0]:
                yield f"exactly one {name} with text is needed, there are {found}"
        if not self.root.get("lang"):
            yield "<html> has no lang"
        for name, times in self.ids.items():
            if times > 1:
                yield f"id {name!r} is used {times} times"
        for element in self.root.iter():
            if isinstance(element.tag, str):
                yield from self._problems_of(element)

    def _problems_of(self, element: Element) -> Iterator[str]:
        shown = f"<{element.tag} {element.attrib}>"
        if _is_field(element) and not self._has_label(element):
            yield f"no label: {shown}"
        if element.tag in {"button", "a"} and not (
            words(element) or element.get("aria-label") or _has_picture_text(element)
        ):
            yield f"no text: {shown}"
        if element.tag == "img" and "alt" not in element.attrib:
            yield f"no alt: {shown}"
        # The content policy lets none of these run; a browser would drop them in silence.
        if "style" in element.attrib or element.tag == "style":
            yield f"inline style: {shown}"
        if any(name.startswith("on") for name in element.attrib):
            yield f"inline script: {shown}"
        if (
            element.tag == "script"
            and not (element.get("src") or element.get("nonce"))
            and "json" not in element.get("type", "")
        ):
            yield f"inline script: {shown}"
        if element.get("href", "").startswith("javascript:"):
            yield f"script address: {shown}"

    def _has_label(self, element: Element) -> bool:
        if element.get("aria-label"):
            return True
        if element.get("aria-labelledby"):
            return set(element.attrib["aria-labelledby"].split()) <= self.ids.keys()
        if element.get("id") in self.labelled:
            return True
        above: Element | None = element
        while above is not None:
            if above.tag == "label" and words(above):
                return True
            above = self.parents.get(above)
        return False


def _fits(element: Element, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        if name == "class_":
            if value not in element.get("class", "").split():
                return False
        elif element.get(name.replace("_", "-")) != value:
            return False
    return True


def _is_field(element: Element) -> bool:
    if element.tag == "input":
        return element.get("type", "text").lower() not in UNLABELLED_KINDS
    return element.tag in {"select", "textarea"}


def _has_picture_text(element: Element) -> bool:
    return any(inner.get("alt") or inner.get("aria-label") or inner.tag == "title" for inner in element.iter())


def _values(control: Element) -> list[str]:
    """What this control sends as it stands."""
    if control.tag == "textarea":
        text = control.text or ""
        return [text.removeprefix("\n").replace("\r\n", "\n")]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in control.attrib:
            chosen = options[:1]
        return [option.get("value", words(option)) for option in chosen]
    kind = control.get("type", "text").lower()
    if kind in {"checkbox", "radio"}:
        return [control.get("value", "on")] if "checked" in control.attrib else []
    if kind in {"submit", "button", "image", "reset", "file"}:
        return []
    return [control.get("value", "")]
