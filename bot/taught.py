"""Whether a programme teaches a skill: where one of the skill's names stands in its own words, by stem.

A name of several words stands where their stems stand side by side between two stops, in its order or
turned round: "manage data" is "data management" and "management of data", not "data for managers". A name
of one word has to be that word up to its number: "accounting" is not "on account of". Every course says
more than it teaches, so what follows "no prior knowledge of" does not count. A claim that is missing
costs a person less than a claim that is wrong, so what is doubtful does not count either.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from bot.goal.language import function_words
from bot.limits.wishes import primary
from catalog.program import Program
from catalog.terms.words import fold, plain, rules, stem

Field = Literal["title", "skills", "outcomes", "description"]

_TOKEN = re.compile(
    r"""
    (?P<word>[^\W_]+(?:\.(?:js|net)\b)?(?:\+\+|\#)?)
  | (?P<end>[.!?](?=\s|$)|[\n;•|]+)
  | (?P<stop>[,.:!?()\[\]“”"«»…]+|\s[-–—]\s)
  | ['’]s\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# From these words on a sentence speaks of what is needed, or is left out.
_DENYING = frozenset(
    """no not without never prior prerequisite prerequisites require requires assume assumes assuming familiar
    familiarity background already rather instead
    sin previo previos requisito requisitos sans pas prerequis ohne kein keine keinen nicht voraussetzung
    voraussetzungen vorkenntnisse nao sem previa previas non senza prerequisiti prerequisito""".split()  # noqa: SIM905
)
_DENYING_PAIRS = frozenset(
    (first, second)
    for first in ("basic", "working", "some", "good", "should", "must")
    for second in ("knowledge", "understanding", "know", "have")
)
_IS_NEEDED = frozenset("required needed necessary assumed recommended expected helpful useful".split())  # noqa: SIM905
_IS = frozenset("is are be".split())  # noqa: SIM905
# ESCO says "use spreadsheets" and "ethical hacking principles": what is learnt is the rest.
_USING = frozenset("use using utilise apply perform execute conduct undertake".split())  # noqa: SIM905
_WAYS = frozenset("technique techniques method methods principle principles concept concepts".split())  # noqa: SIM905
# Names of things to learn that are everyday words too: they count where they are written as names.
_WRITTEN_AS_NAMES = frozenset(
    """access canvas eclipse excel flask go julia outlook r c ruby rust scratch sketch slack spark swift teams
    unity word""".split()  # noqa: SIM905
)
# Words that share a stem with another thing: hospital management is no hospitality management.
_THEIR_OWN = frozenset(
    "accounting banking building clothing hospitality housing marketing nursing training university".split()  # noqa: SIM905
)
_AGENT = re.compile(r"(?:er|or|ist)s?$")
_BRITISH = (
    (re.compile(r"is(e|ed|es|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"our(s|al|ally)?$"), r"or\1"),
    (re.compile(r"ell(ing|ed)$"), r"el\1"),
)
_ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a programme's own words name a skill: the receipt of "it teaches"."""

    field: Field
    words: str


class Name(NamedTuple):
    """One name of a skill, cut down for a language."""

    stems: tuple[str, ...]
    plains: frozenset[str]
    is_reduced: bool
    """One word that is left of a longer name: it counts where things are named, not in prose."""
    is_written_as_name: bool


class _Token(NamedTuple):
    norm: str
    start: int
    end: int
    small: tuple[str, ...]
    """The small words right before it."""


class _Run(NamedTuple):
    """Words between two stops."""

    field: Field
    text: str
    tokens: tuple[_Token, ...]
    stems: tuple[str, ...]
    opens: bool
    """Whether it begins a sentence."""


class Text(NamedTuple):
    """A programme's own words, with the places of each stem."""

    language: str
    runs: tuple[_Run, ...]
    where: dict[str, list[tuple[int, int]]]


def text_of(program: Program) -> Text:
    """Return the words of a programme that can name a skill, cut down once."""
    language = primary(program.language[0]) if program.language else program.text_language or "en"
    return _text(program.title, program.skills, program.outcomes, program.description or "", language)


@lru_cache(maxsize=512)
def _text(
    title: str, skills: tuple[str, ...], outcomes: tuple[str, ...], description: str, language: str
) -> Text:
    given: list[tuple[Field, Sequence[str]]] = [
        ("title", [title]),
        ("skills", skills),
        ("outcomes", outcomes),
        ("description", [description]),
    ]
    runs = [run for field, texts in given for text in texts for run in _runs(field, text, language)]
    where: dict[str, list[tuple[int, int]]] = {}
    for number, run in enumerate(runs):
        for place, one in enumerate(run.stems):
            where.setdefault(one, []).append((number, place))
    return Text(language, tuple(runs), where)


@lru_cache(maxsize=512)
def text_in(words: str, language: str) -> Text:
    """Return any words, cut down as a programme's list of skills is: what is needed first is named there."""
    return _text("", (words,), (), "", language)


def _runs(field: Field, text: str, language: str) -> Iterator[_Run]:
    in_prose = field in ("outcomes", "description")
    for sentence in _sentences(text, rules(language).small):
        for place, tokens in enumerate(_taught_part(sentence) if in_prose else sentence):
            if tokens:
                stems = tuple(_stem(token.norm, language) for token in tokens)
                yield _Run(field, text, tuple(tokens), stems, opens=place == 0)


def _sentences(text: str, small: frozenset[str]) -> list[list[list[_Token]]]:
    """Return the words of a text: sentences of runs of words without the small ones."""
    sentences: list[list[list[_Token]]] = [[[]]]
    before: tuple[str, ...] = ()
    lowered = text.lower() if text.isascii() else None
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            start, end = match.span()
            norm = lowered[start:end] if lowered else fold(text[start:end])
            if norm in small:
                before = (*before, norm)
            else:
                sentences[-1][-1].append(_Token(norm, start, end, before))
                before = ()
        elif kind == "end":
            sentences.append([[]])
        elif kind == "stop":
            sentences[-1].append([])
    return sentences


def _taught_part(sentence: list[list[_Token]]) -> list[list[_Token]]:
    """Return a sentence up to where it begins to speak of what is needed or left out."""
    kept: list[list[_Token]] = []
    last = ""
    for tokens in sentence:
        kept.append([])
        for token in tokens:
            if token.norm in _DENYING or (last, token.norm) in _DENYING_PAIRS:
                return kept
            if token.norm in _IS_NEEDED and (last in _IS or _IS & {one.norm for one in kept[-1][-2:]}):
                return []
            kept[-1].append(token)
            last = token.norm
    return kept


def _stem(norm: str, language: str) -> str:
    return stem(_american(norm) if language == "en" else norm, language)


@lru_cache(maxsize=20_000)
def _american(norm: str) -> str:
    for british, spelling in _BRITISH:
        norm, changes = british.subn(spelling, norm)
        if changes:
            break
    return norm


def _plain(norm: str, language: str) -> str:
    return plain(_american(norm) if language == "en" else norm, language)


@lru_cache(maxsize=20_000)
def name_of(text: str, language: str) -> Name | None:
    """Return a name cut down for texts in `language`; None where it is too common a word to tell anything."""
    words = [
        token.norm for runs in _sentences(text, rules(language).small) for tokens in runs for token in tokens
    ]
    kept = words[1:] if len(words) > 1 and words[0] in _USING else words
    kept = kept[:-1] if len(kept) > 1 and kept[-1] in _WAYS else kept
    if not kept or (len(kept) == 1 and _is_everyday(kept[0], language)):
        return None
    return Name(
        tuple(dict.fromkeys(_stem(norm, language) for norm in kept)),
        frozenset(_plain(norm, language) for norm in kept),
        is_reduced=len(kept) == 1 < len(words),
        is_written_as_name=len(kept) == 1 and (len(kept[0]) == 1 or kept[0] in _WRITTEN_AS_NAMES),
    )


def _is_everyday(norm: str, language: str) -> bool:
    if norm in _WRITTEN_AS_NAMES:
        return False
    return norm in rules(language).everyday or norm in function_words()


def found(name: Name, text: Text) -> Place | None:
    """Return the first place where a name stands in a programme's words: title and skills come first."""
    if any(one not in text.where for one in name.stems):
        return None
    rarest = min(name.stems, key=lambda one: len(text.where[one]))
    # Three words stay the same thing with one among them: "interpret basic financial statements".
    reach = len(name.stems) + (len(name.stems) > 2)
    for number, place in text.where[rarest]:
        run = text.runs[number]
        for start in range(max(0, place - reach + 1), place + 1):
            at = [
                one
                for one in range(start, min(start + reach, len(run.stems)))
                if run.stems[one] in name.stems
            ]
            if len({run.stems[one] for one in at}) == len(name.stems) and _is_meant(name, text, run, at):
                return Place(run.field, run.text[run.tokens[at[0]].start : run.tokens[at[-1]].end])
    return None


def _is_meant(name: Name, text: Text, run: _Run, at: Sequence[int]) -> bool:
    """The words mean the skill: a project manager is no project management, and "to excel" no program."""
    if len(name.stems) == 1:
        return _is_that_word(name, text, run, at[0])
    if not all(_is_same_thing(name, run.tokens[one].norm, text.language) for one in at):
        return False
    if tuple(run.stems[one] for one in at) == name.stems:
        return True
    # Turned round, only an "of" may stand between: "marketing in a digital world" is no digital marketing.
    between = {small for one in at[1:] for small in run.tokens[one].small}
    return between <= rules(text.language).of | _ARTICLES and all(b - a == 1 for a, b in pairwise(at))


def _is_same_thing(name: Name, norm: str, language: str) -> bool:
    if language != "en" or _plain(norm, language) in name.plains:
        return True
    return not (_AGENT.search(norm) or norm in _THEIR_OWN or name.plains & _THEIR_OWN & _with_stem(norm))


@lru_cache(maxsize=4096)
def _with_stem(norm: str) -> frozenset[str]:
    return frozenset(one for one in _THEIR_OWN if _stem(one, "en") == _stem(norm, "en"))


def _is_that_word(name: Name, text: Text, run: _Run, at: int) -> bool:
    token, in_prose = run.tokens[at], run.field in ("outcomes", "description")
    if in_prose and name.is_reduced:
        return False
    if name.is_written_as_name and run.field != "skills":
        written = run.text[token.start : token.end]
        beside = run.text[max(0, token.start - 1) : token.start] + run.text[token.end : token.end + 1]
        if not written[0].isupper() or (in_prose and run.opens and at == 0) or set(beside) & set("&'’-"):
            return False
    return _plain(token.norm, text.language) in name.plains


def telling(names: Iterable[str], preferred: Name, language: str) -> Iterator[Name]:
    """Return those of a skill's other names that say most of what the preferred one says.

    Career terms also list what is only akin: "financial data" under economics, "AngularJS" under programming.
    """
    own = set(preferred.stems)
    for text in names:
        name = name_of(text, language)
        if name and len(own & set(name.stems)) * 2 > len(name.stems) and len(name.stems) > 1:
            yield name
