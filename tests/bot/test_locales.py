"""Every catalogue that is shipped says all that English says, fully and in a form that fits the screens."""

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.screens.plain import LANGUAGES_READ
from bot.screens.screen import LABEL_LENGTH
from bot.telegram.introduction import DESCRIPTION, SHORT_DESCRIPTION
from bot.words import ENGLISH, LOCALE, say, speaking

BOT = Path(__file__).parents[2] / "bot"
SHIPPED = [one for one in LANGUAGES_READ if one != ENGLISH]
SAME_EVERYWHERE = {
    *(
        "MicroMasters",
        "PDF",
        "Markdown",
        "JSON",
        "{total}.",
        "{amount}.",
        "{weeks} ({months})",
        "{name}: {count}.",
    ),
    *("{limit}: {value}", "{limit}: {value}.", "{value} ({count})", "{limit}: {value} ({count})"),
    *("{place}. {job}.", "“{words}”", "“{title}”. {field}: {before} → {after}."),
}
SAME = {
    "de": {"Budget", "Status"},
    "fr": {"Budget", "Date", "{number} minute", "{number} minutes"},
    "it": {"Budget", "nanodegree"},
    "pl": {"nanodegree", "Model: {models}."},
    "pt": {"nanodegree"},
}
"""What a language spells as English does, beside names and signs."""


def _file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "rung.po"


@cache
def _catalogue(language: str) -> Catalog:
    with _file(language).open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


@cache
def _template() -> Catalog:
    with (LOCALE / "rung.pot").open("rb") as source:
        return read_po(source)


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _forms(words: object) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)  # type: ignore[arg-type]


def _names(sentence: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)


def _pairs(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for message in _messages(_catalogue(language)):
        yield _forms(message.id), _forms(message.string)


def test_the_languages_that_are_spoken_are_those_that_are_read() -> None:
    assert {file.parent.parent.name for file in LOCALE.glob("*/LC_MESSAGES/rung.po")} == set(SHIPPED)


@pytest.mark.parametrize("language", SHIPPED)
def test_it_has_exactly_the_sentences_of_the_template(language: str) -> None:
    """None is missing, doubtful, or left over."""
    ours = {_forms(one.id) for one in _messages(_catalogue(language))}
    assert ours == {_forms(one.id) for one in _messages(_template())}
    assert not _catalogue(language).obsolete
    assert not [one.id for one in _messages(_catalogue(language)) if one.fuzzy]


@pytest.mark.parametrize("language", SHIPPED)
def test_no_sentence_is_empty_or_left_in_english(language: str) -> None:
    allowed = SAME_EVERYWHERE | SAME.get(language, set())
    for english, said in _pairs(language):
        assert all(one.strip() for one in said), english
        assert not set(said) & set(english) - allowed, english


@pytest.mark.parametrize("language", SHIPPED)
def test_every_figure_stands_in_the_translation_once_for_once(language: str) -> None:
    """The form of one may leave out its number where English does."""
    for english, said in _pairs(language):
        assert all(_names(one) in map(_names, english) for one in said), english
        assert _names(said[-1]) == _names(english[-1])


@pytest.mark.parametrize("language", SHIPPED)
def test_a_number_takes_the_form_that_cldr_names(language: str) -> None:
    """The rule in the header parts whole numbers as CLDR does, and a sentence has a text for each form."""
    catalogue, form = _catalogue(language), Locale.parse(language).plural_form
    choose = c2py(catalogue.plural_expr)
    parted = {(form(number), choose(number)) for number in range(1000)}
    assert len(parted) == len({tag for tag, _ in parted}) == len({index for _, index in parted})
    assert catalogue.num_plurals == len(parted)
    for english, said in _pairs(language):
        assert len(said) == (catalogue.num_plurals if len(english) == 2 else 1), english


@pytest.mark.parametrize("language", SHIPPED)
def test_it_begins_and_ends_as_english_does(language: str) -> None:
    """No blank is lost or won, a sentence stays one, and a label has no full stop."""
    for english, said in _pairs(language):
        for one in said:
            assert one == one.strip(), one
            assert "  " not in one, one
            assert _end(one) == _end(english[-1]), one


def _end(sentence: str) -> str:
    last = sentence.rstrip("”“»\u202f")[-1]
    return last if last in ".?!:" else ""


@pytest.mark.parametrize("language", SHIPPED)
def test_quotation_marks_are_those_of_the_language_and_in_pairs(language: str) -> None:
    opening, closing = {"de": ("„", "“"), "pt": ("“", "”"), "tr": ("“", "”"), "pl": ("„", "”")}.get(
        language, ("«", "»")
    )
    foreign = set("\"'“”„«»") - {opening, closing}
    for english, said in _pairs(language):
        for one in said:
            assert one.count(opening) == one.count(closing) == english[-1].count("“"), one
            assert not set(one) & foreign, one


def test_french_has_a_narrow_blank_before_high_signs() -> None:
    """One that does not break, so that no line begins with a colon."""
    for _, said in _pairs("fr"):
        assert not [one for one in said if re.search(r"[^\u202f\d/][:;!?»](\s|$)|«[^\u202f]", one)]


def _trees() -> Iterator[ast.Module]:
    for file in sorted(BOT.rglob("*.py")):
        yield ast.parse(file.read_text(encoding="utf-8"))


@cache
def _labels() -> set[str]:
    """Return the sentences that stand on buttons: said in a call of what makes one, or in a table for it."""
    found: set[str] = set()
    for tree in _trees():
        tables = {
            ast.unparse(node.target if isinstance(node, ast.AnnAssign) else node.targets[0]): node
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
        }
        makers = {"Button", "label"} | {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.returns and "Button" in ast.unparse(node.returns)
        }
        for call in _calls(tree, makers):
            for said in _calls(call, {"say"}):
                first: ast.AST = said.args[0]
                if isinstance(first, ast.Subscript):
                    first = tables.get(ast.unparse(first.value), first)
                found |= {
                    node.value
                    for node in ast.walk(first)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str)
                }
    return found & {_forms(message.id)[0] for message in _messages(_template())}


def _calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def test_the_labels_are_found() -> None:
    """In a call, through a helper, and in a table."""
    assert {"Back to list", "Previous", "Fits ({count})", "{place}. Course", "PDF"} <= _labels()


@pytest.mark.parametrize("language", [ENGLISH, *SHIPPED])
def test_every_label_fits_on_its_button(language: str) -> None:
    with speaking(language):
        for label in _labels():
            said = say(label, **dict.fromkeys(_names(label), "99"))
            assert len(said) <= LABEL_LENGTH, said


@pytest.mark.parametrize("language", [ENGLISH, *SHIPPED])
def test_the_descriptions_fit_where_telegram_shows_them(language: str) -> None:
    with speaking(language):
        assert len(say(DESCRIPTION)) <= 512
        assert len(say(SHORT_DESCRIPTION)) <= 120
