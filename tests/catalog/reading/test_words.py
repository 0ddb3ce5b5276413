"""Levels, languages, credentials, pace and outcomes: words of many languages, and silence where none is."""

import pytest

from catalog.reading import Context
from catalog.reading.credential import read_credential
from catalog.reading.language import read_languages
from catalog.reading.level import read_level
from catalog.reading.outcomes import read_outcomes
from catalog.reading.pace import read_pace

LEVELS = {
    "beginner": ["Introductory", "Beginner Level", "Principiante", "С нуля", "Einsteiger", "初级", "A1"],
    "intermediate": ["Intermédiaire", "Средний уровень", "B2", "Some related experience required."],
    "advanced": ["Expert", "Fortgeschrittene", "Продвинутый", "Avançado", "Advanced "],
    "any": ["All Levels", "Mixed ", "Anglais Débutant - Intermédiaire - Avancé", "Beginner to Advanced"],
    "unknown": ["", "None", "Course", "Degree", "Level 3", "Not for beginners"],
}
LANGUAGES: list[tuple[str, tuple[str, ...]]] = [
    ("Español", ("es",)),
    ("اللغة العربية", ("ar",)),
    ("English, 中文, 中文", ("en", "zh")),
    ("Portuguese (Brazilian)", ("pt-BR",)),
    ("Brazilian Portuguese", ("pt-BR",)),
    ("Portuguese (European)", ("pt-PT",)),
    ("Chinese (Simplified)", ("zh-Hans",)),
    ("English - United States", ("en-US",)),
    ("en_GB", ("en-GB",)),
    ("eng", ("en",)),
    ("br", ("br",)),
    ("cn", ()),
    ("Subtitles: English, Arabic, ", ("en", "ar")),
    ("Deutsch und Englisch", ("de", "en")),
    ("на русском языке", ("ru",)),
    ("Polnisch", ("pl",)),
    ("Learn Spanish cooking", ()),
    ("No prior experience required.", ()),
    ("nan", ()),
]
CREDENTIALS: list[tuple[str, str | None]] = [
    ("https://in.udacity.com/course/vr-foundations-nanodegree--nd105", "nanodegree"),
    ("MicroMasters®Program inBusiness Leadership", "micromasters"),
    ("Professional CertificateinData  Science", "professional_certificate"),
    (" Specialization ", "specialization"),
    ("University Certificate ", "certificate"),
    ("At least one year but less than two year Certificate", "certificate"),
    ("Contém certificado", "certificate"),
    ("BadgeClass", "badge"),
    ("XSeries", "other"),
    ("MicroBachelors® Program", "other"),
    ("Micro-credential", "other"),
    ("Associate's Degree", "degree"),
    ("Bachelor of Science in Computer Science", "degree"),
    ("Course", "course"),
    ("Master Python in 10 days", None),
    ("Sem certificado", None),
    ("None", None),
]
PACES: list[tuple[str, str | None]] = [
    ("Self-paced on your time", "self-paced"),
    ("Instructor-led on a course schedule", "scheduled"),
    ("Im eigenen Tempo", "self-paced"),
    ("instructor_paced", "scheduled"),
    ("Blended", None),
    ("Self-paced or instructor-led", None),
]
DESCRIPTION = (
    "Data is everywhere. In this course, you will learn to clean it. Our teachers are kind! "
    "By the end of the course you’ll be able to draw a chart.\nYou will receive a certificate of completion."
)


@pytest.mark.parametrize(
    ("level", "text"), [(level, text) for level, texts in LEVELS.items() for text in texts]
)
def test_a_level_is_read_in_many_languages_and_not_from_other_words(level: str, text: str) -> None:
    """Several levels that span all are "any"; a shifted cell is unknown."""
    assert read_level(text).value == level


@pytest.mark.parametrize(("text", "codes"), LANGUAGES)
def test_languages_become_their_codes_once_each(text: str, codes: tuple[str, ...]) -> None:
    """Names, own names, codes and variants are read; a country's code is no language."""
    assert read_languages(text).value == codes


@pytest.mark.parametrize(("text", "credential"), CREDENTIALS)
def test_the_most_special_kind_of_credential_wins(text: str, credential: str | None) -> None:
    """Words run together and addresses are read too; a verb is no degree."""
    assert read_credential(text).value == credential


def test_yes_in_a_certificate_column_is_a_certificate() -> None:
    """The column asks, the cell answers."""
    assert read_credential("Si", Context(column="add_certificate")).value == "certificate"
    assert read_credential("No", Context(column="certificate")).value is None


@pytest.mark.parametrize(("text", "pace"), PACES)
def test_pace_is_read_where_one_is_named(text: str, pace: str | None) -> None:
    """Both or none named is unknown."""
    assert read_pace(text).value == pace


def test_only_promising_sentences_are_outcomes_word_for_word() -> None:
    """What is not promised as an ability is left out."""
    assert read_outcomes(DESCRIPTION).value == (
        "In this course, you will learn to clean it.",
        "By the end of the course you’ll be able to draw a chart.",
    )


def test_a_list_under_a_promise_is_taken_line_by_line() -> None:
    """The heading itself is no outcome."""
    text = "In this course, you will:\n- Clean data\n- Draw charts"
    assert read_outcomes(text).value == ("Clean data", "Draw charts")


@pytest.mark.parametrize(
    "text",
    [
        "Aprenderás a programar.",
        "Vous serez capable de coder.",
        "Вы научитесь программировать.",
        "你将学习编程。",
    ],
)
def test_promises_are_seen_in_other_languages(text: str) -> None:
    """The words of promise are a table a language."""
    assert read_outcomes(text).value == (text,)
