"""The words people read: another language through the same path, and that no text escapes the catalogues."""

import ast
import asyncio
import shlex
import string
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from bot.screens import door
from bot.words import LOCALE, say, say_many, speaking, spoken
from tests.bot.catalogues import POLISH, shipped

ROOT = Path(__file__).parents[2]
BOT = ROOT / "bot"
COURSES = ("{count} course fits.", "{count} courses fit.")


@pytest.fixture
def polish(tmp_path: Path) -> Iterator[None]:
    """A catalogue of Polish, which has three plural forms."""
    with shipped({"pl": POLISH}, tmp_path):
        yield


@pytest.mark.usefixtures("polish")
def test_a_sentence_is_said_in_the_spoken_language() -> None:
    """And in English again behind the block."""
    with speaking("pl"):
        assert say("You want: {target}.", target="spawać") == "Chcesz: spawać."
    assert say("You want: {target}.", target="to weld") == "You want: to weld."


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "Pasuje 1 kurs."),
        (2, "Pasują 2 kursy."),
        (5, "Pasuje 5 kursów."),
        (12, "Pasuje 12 kursów."),
        (22, "Pasują 22 kursy."),
    ],
)
def test_a_number_takes_the_plural_form_of_the_language(number: int, sentence: str) -> None:
    with speaking("pl"):
        assert say_many(*COURSES, number, count=number) == sentence


@pytest.mark.usefixtures("polish")
def test_beside_a_fraction_stands_the_form_that_the_language_has_for_it() -> None:
    """English has that of many; Polish one of its own, and that of two where the catalogue has none."""
    weeks = ("{number} week", "{number} weeks")
    assert say_many(*weeks, 1.5, number="1.5") == "1.5 weeks"
    with speaking("pl"):
        assert say_many(*weeks, 1.5, number="1,5") == "1,5 tygodnia"
        assert say_many("{number} hour", "{number} hours", 1.5, number="1,5") == "1,5 godziny"


def test_french_and_portuguese_say_one_and_a_half_as_they_say_one(tmp_path: Path) -> None:
    """Their plural begins at two (CLDR)."""
    forms = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    weeks = 'msgid "{n} week"\nmsgid_plural "{n} weeks"\nmsgstr[0] "{n} semaine"\nmsgstr[1] "{n} semaines"\n'
    with shipped({"fr": forms + weeks}, tmp_path), speaking("fr"):
        assert say_many("{n} week", "{n} weeks", 1.5, n="1,5") == "1,5 semaine"
        assert say_many("{n} week", "{n} weeks", 2.5, n="2,5") == "2,5 semaines"


@pytest.mark.usefixtures("polish")
def test_what_a_catalogue_does_not_have_is_english() -> None:
    """Neither a missing sentence nor a doubtful translation is shown as anything else."""
    with speaking("pl"):
        assert say("Nothing was deleted.") == "Nothing was deleted."
        assert say("Free only.") == "Free only."


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(
    ("asked", "heard"),
    [("pl", "pl"), ("pl-PL", "pl"), ("PL", "pl"), ("pl_PL", "pl"), ("en-GB", "en"), ("zh-Hans", "en")],
)
def test_the_nearest_language_that_has_a_catalogue_is_spoken(asked: str, heard: str) -> None:
    with speaking(asked):
        assert spoken() == heard


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize("asked", ["", "-", "..", "../pl", "/etc", "pl/../pl", "\0", "x" * 9999])
def test_what_is_no_language_is_english(asked: str) -> None:
    """A code may come from outside; it never becomes a path."""
    with speaking(asked):
        assert spoken() == "en"


@pytest.mark.usefixtures("polish")
async def test_each_task_speaks_its_own_language() -> None:
    """Two people who are answered at the same time do not hear each other's."""

    async def hear(language: str) -> str:
        with speaking(language):
            await asyncio.sleep(0)
            return await asyncio.to_thread(spoken)

    assert list(await asyncio.gather(hear("pl"), hear("en"), hear("pl"))) == ["pl", "en", "pl"]


@pytest.mark.usefixtures("polish")
def test_a_thread_of_a_pool_speaks_english() -> None:
    """Who asks there for another language copies the context."""
    with ThreadPoolExecutor(1) as pool, speaking("pl"):
        assert pool.submit(spoken).result() == "en"


def test_values_are_not_looked_at() -> None:
    """Braces in what a person wrote are words, and any name may be filled in."""
    assert say("You want: {target}.", target="{0} {x}") == "You want: {0} {x}."
    assert say("{sentence} {number}", sentence="a", number=1) == "a 1"


def test_the_words_are_loaded_without_babel() -> None:
    """`rung --help` stays quick."""
    code = "import sys, bot.words, bot.phrases; sys.exit('babel' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def template(folder: Path) -> Path:
    """Extract the template as `make words` does."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    command = next(line for line in lines if "pybabel" in line and "extract" in line)
    arguments = shlex.split(command)
    arguments[arguments.index("--output") + 1] = str(folder / "rung.pot")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        CommandLineInterface().run(arguments)  # type: ignore[no-untyped-call]
    return folder / "rung.pot"


def test_the_template_is_that_of_the_code(tmp_path: Path) -> None:
    """Where it is not: make words."""
    assert template(tmp_path).read_text(encoding="utf-8") == (LOCALE / "rung.pot").read_text(encoding="utf-8")


def _calls(file: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _sayings() -> Iterator[tuple[Path, ast.Call, tuple[str, ...]]]:
    """Return every call that says or marks sentences that stand in it."""
    for file in BOT.rglob("*.py"):
        if file.parent.name in ("goal", "trial"):  # have a `mark` and a `say` of their own
            continue
        for call in _calls(file, "say", "mark", "say_many", "mark_many"):
            assert isinstance(call.func, ast.Name)
            given = call.args[: 2 if call.func.id.endswith("many") else 1]
            texts = tuple(str(one.value) for one in given if isinstance(one, ast.Constant))
            if texts:
                yield file, call, texts


def test_every_sentence_that_is_said_is_in_the_template() -> None:
    """Babel does not find a sentence inside an f-string: so nobody writes one there."""
    with (LOCALE / "rung.pot").open("rb") as source:
        ids = [one.id for one in read_po(source) if one.id]
    known = {one if isinstance(one, tuple) else (one,) for one in ids}
    singles = {one[0] for one in known}
    for file, _, texts in _sayings():
        assert texts in known or (len(texts) == 1 and texts[0] in singles), f"{file.name}: {texts}"


def test_every_name_in_a_sentence_is_filled_in() -> None:
    for file, call, texts in _sayings():
        if isinstance(call.func, ast.Name) and call.func.id.startswith("mark"):
            continue
        given = {keyword.arg for keyword in call.keywords}
        for text in texts:
            named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
            assert named <= given, f"{file.name}: {text}"
        every = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
        assert every == given, f"{file.name}: {texts}"


def test_no_sentence_is_made_where_it_is_said() -> None:
    """What is said is a literal or comes from a table of marked ones: never an f-string, a sum or a join."""
    made = (ast.JoinedStr, ast.BinOp)
    for file in BOT.rglob("*.py"):
        for call in _calls(file, "say", "say_many"):
            assert not any(isinstance(one, made) for one in call.args), f"{file.name}:{call.lineno}"


# Sayings of these are for people; the words in them that are not said are a fault.
SPEAKING = sorted(
    [
        *BOT.glob("lines/*.py"),
        *BOT.glob("screens/*.py"),
        *BOT.glob("export/*.py"),
        *(
            BOT / name
            for name in (
                "card.py",
                "compare.py",
                "contradictions.py",
                "degrees.py",
                "explain.py",
                "job_facts.py",
                "phrases.py",
                "receipts.py",
                "understood.py",
                "why.py",
            )
        ),
        *(BOT / "telegram" / name for name in ("app.py", "conversation.py", "files.py")),
    ]
)
# Typed words, which the bot knows in English alone.
EXEMPT = {"screens/keywords.py"}
# What programs read of a file.
_NAMES = {"-//Rung//Study plan//EN", "PT Sans"}
# Jobs at the door, which the career terms know by these names.
_NAMES |= {name for _, names in door.GROUPS for name in names}
_SAYING = {"say", "say_many", "mark", "mark_many"}
# Patterns, the operator's errors and the log are not for people who chat.
_SILENT = {"compile", "RungError", "ValueError", "getLogger", "info", "warning", "error"}


def _unsaid(tree: ast.AST) -> Iterator[str]:
    """Return the literals with words in them that are not said."""
    # The keys of a table are names.
    for node in tree.values if isinstance(tree, ast.Dict) else ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, (ast.Compare, ast.MatchValue)) or (
            isinstance(node, ast.Attribute) and node.attr == "split"
        ):
            continue  # a name that is looked for, or a list of words
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in _SILENT:
                continue
            if name in ("Button", "Line", "Toast") and _is_text(node.args[0]):
                yield ast.unparse(node.args[0])
            if name in _SAYING:
                for one in (*node.args, *node.keywords):
                    if not isinstance(one, ast.Constant):
                        yield from _unsaid(one)
                continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_wordy(node.value):
            yield node.value
        yield from _unsaid(node)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and any(map(str.isalpha, str(node.value)))


def _is_wordy(text: str) -> bool:
    return " " in text and text not in _NAMES and any(map(str.isalpha, text))


def _places() -> list[object]:
    places: list[object] = []
    for file in SPEAKING:
        name = file.relative_to(BOT).as_posix()
        if name not in EXEMPT:
            places.append(pytest.param(file, id=name))
    return places


@pytest.mark.parametrize("file", _places())
def test_no_words_escape_the_catalogues(file: Path) -> None:
    """A text with words in it is said, or marked and said later."""
    assert list(_unsaid(ast.parse(file.read_text(encoding="utf-8")))) == []
