"""Career terms: what is found in a text, how it is said in English, and what is known of an occupation."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import terms
from catalog.terms import LANGUAGES, Match

_HERE = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]


def _is_fitting(target: str, language: str, wanted: str) -> bool:
    """Whether an occupation of a wanted ISCO group is found, or one of the wanted subjects."""
    groups, *subjects = wanted.split("|")
    found = {choice.isco for match in terms.roles(target, language) for choice in match.choices}
    names = {match.name for match in terms.subjects(target, language)}
    return any(isco.startswith(group) for isco in found for group in groups.split()) or bool(
        names & {*subjects}
    )


def test_what_people_write_as_a_target_finds_a_fitting_occupation_or_subject() -> None:
    """At least 19 of 20, and in each language 9 of 10: cases, plurals, feminines, missing accents."""
    by_language: dict[str, list[bool]] = defaultdict(list)
    for language, target, wanted in _rows("term_targets.tsv"):
        by_language[language].append(_is_fitting(target, language, wanted))
    shares = {language: sum(found) / len(found) for language, found in by_language.items()}
    assert set(shares) == set(LANGUAGES) and all(len(found) >= 25 for found in by_language.values())
    assert min(shares.values()) >= 0.9, shares
    everything = [one for found in by_language.values() for one in found]
    assert sum(everything) / len(everything) >= 0.95


def test_trades_that_few_people_name_are_found_too() -> None:
    """Beekeepers, locksmiths, opticians and the like: at least 9 of 10 over all languages."""
    found = [
        _is_fitting(target, language, wanted) for language, target, wanted in _rows("term_targets_again.tsv")
    ]
    assert len(found) == 120 and sum(found) / len(found) >= 0.9


def test_everyday_sentences_name_no_occupation_and_no_subject() -> None:
    """At most one of 42 sentences about weather, thanks, money and time."""
    sentences = _rows("term_everyday.tsv")
    found = [text for language, text in sentences if _found(text, language)]
    assert len(sentences) >= 40 and len(found) <= 1, found


def _found(text: str, language: str) -> tuple[Match, ...]:
    return (*terms.roles(text, language), *terms.subjects(text, language))


@pytest.mark.parametrize(
    ("language", "man", "woman"),
    [
        ("de", "Buchhalter", "Buchhalterin"),
        ("de", "Entwickler", "Entwickler*in"),
        ("de", "Koch", "Köchin"),
        ("es", "cocinero", "cocinera"),
        ("es", "traductor", "traductora"),
        ("fr", "infirmier", "infirmière"),
        ("fr", "développeur", "développeuse"),
        ("it", "infermiere", "infermiera"),
        ("it", "programmatore", "programmatrice"),
        ("pl", "księgowy", "księgowa"),
        ("pl", "programista", "programistką"),
        ("pt", "enfermeiro", "enfermeira"),
        ("uk", "програміст", "програмісткою"),
        ("uk", "кухар", "кухарка"),
        ("ru", "учитель", "учительница"),
        ("ru", "тестировщик", "тестировщицей"),
        ("en", "waiter", "waitress"),
    ],
)
def test_the_feminine_form_finds_the_same_occupation(language: str, man: str, woman: str) -> None:
    """A job's feminine form moves nothing: the same occupations, in the same order."""
    (his,), (hers,) = terms.roles(man, language), terms.roles(woman, language)
    assert his.choices == hers.choices


@pytest.mark.parametrize(
    ("language", "written", "plain"),
    [
        ("es", "técnico de soporte informático", "tecnico de soporte informatico"),
        ("fr", "électricien", "electricien"),
        ("pl", "księgowy", "ksiegowy"),
        ("pt", "mecânico de automóveis", "mecanico de automoveis"),
        ("tr", "yazılımcı", "yazilimci"),
        ("de", "Bäcker", "Backer"),
    ],
)
def test_missing_accents_find_the_same(language: str, written: str, plain: str) -> None:
    """Many people write without accents in a chat."""
    assert [one.choices for one in terms.roles(written, language)] == [
        one.choices for one in terms.roles(plain, language)
    ]


def test_a_match_says_which_words_of_the_text_it_was_read_from() -> None:
    """Start and end cut the very words out of the text, whatever stands before them."""
    text = "🙂 Hola! Quiero ser, por fin, analista de datos o fotógrafa."
    matches = terms.roles(text, "es")
    assert [one.words for one in matches] == ["analista de datos", "fotógrafa"]
    assert all(text[one.start : one.end] == one.words for one in matches)


def test_the_longest_name_wins() -> None:
    """ "administrador de bases de datos" is one role, and no administrator."""
    assert [one.name for one in terms.roles("administrador de bases de datos", "es")] == [
        "database administrator"
    ]


def test_a_name_does_not_reach_over_a_stop() -> None:
    """ "analista. de datos" are two sentences."""
    assert "data analyst" not in {one.name for one in terms.roles("soy analista. datos personales", "es")}


def test_everyday_names_come_before_odd_synonyms() -> None:
    """ESCO has `enfermera` only under phlebotomist; people mean a nurse."""
    (match,) = terms.roles("quiero ser enfermera", "es")
    assert match.name == "nurse" and match.isco == "2221" and not match.is_ambiguous


def test_a_name_of_several_kinds_of_work_is_ambiguous_and_lists_them() -> None:
    """ "bakıcı" looks after children or after old people: never one silent pick."""
    (match,) = terms.roles("bakıcı olmak istiyorum", "tr")
    assert match.is_ambiguous and {"childminder", "caregiver"} <= {one.name for one in match.choices}


def test_a_word_tied_to_another_by_of_is_not_the_job_it_seems_to_be() -> None:
    """ "segurança da informação" is no guard."""
    assert {one.isco for one in terms.roles("segurança da informação", "pt")} <= {"2529", "2522"}


@pytest.mark.parametrize(
    ("language", "text"), [("it", "niente matematica"), ("es", "aprender música"), ("pt", "física e química")]
)
def test_a_subject_is_no_woman_in_that_trade(language: str, text: str) -> None:
    """In Romance languages "matematica" is mathematics before it is a mathematician."""
    assert not terms.roles(text, language) and terms.subjects(text, language)


def test_sums_and_single_letters_are_not_passed_on() -> None:
    """What a goal costs is no word for a search."""
    assert terms.english("analista de dados, até R$ 300", "pt") == "data analyst"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("ru", "продавец", "продавцом"), ("uk", "продавець", "продавцем"), ("pl", "krawiec", "krawcem")],
)
def test_a_vowel_that_comes_and_goes_changes_nothing(language: str, one: str, other: str) -> None:
    """Slavic nouns lose a vowel in their cases."""
    assert terms.roles(one, language)[0].choices == terms.roles(other, language)[0].choices


def test_english_names_are_found_in_a_text_of_another_language() -> None:
    """ "data engineer" is said so everywhere; its language is told."""
    (match,) = terms.roles("je veux devenir data engineer", "fr")
    assert (match.name, match.language) == ("data engineer", "en")


@pytest.mark.parametrize(
    ("language", "target", "said"),
    [
        ("es", "desarrollador front end con React", "front-end developer React"),
        ("de", "Buchhalterin mit SAP", "accountant SAP"),
        ("ru", "визуализация данных в Tableau", "data visualization Tableau"),
        ("uk", "сталий розвиток міст", "sustainability cities"),
        ("tr", "yenilenebilir enerji", "renewable energy"),
        ("it", "sicurezza alimentare", "food safety"),
        ("pl", "zarządzanie projektami w budownictwie", "project management construction"),
        ("pt", "cuidados paliativos", "palliative and end of life care"),
        ("fr", "gérer le stress", "stress management"),
        ("de", "Drohnenvermessung", "drones surveying"),
    ],
)
def test_a_target_is_said_in_english(language: str, target: str, said: str) -> None:
    """Roles, subjects, words of the glossary and names that every language keeps, in the text's order."""
    assert terms.english(target, language) == said


def test_nothing_found_is_said_as_nothing() -> None:
    """No word of the text is passed on untranslated."""
    assert terms.english("ничего такого", "ru") == ""


def test_an_occupation_has_its_names_skills_technologies_and_wage() -> None:
    """A web developer: ten languages at most, essential skills first, and what the job pays in the US."""
    (match,) = terms.roles("web developer", "en")
    web = terms.occupation(match.code or "")
    assert web is not None and web.isco == "2513"
    assert web.name("es").startswith("desarrollador web") and web.names["ru"].is_by_hand
    essential = [one.is_essential for one in web.skills]
    assert essential == sorted(essential, reverse=True) and any(essential)
    assert "JavaScript" in {one.name for one in web.skills}
    assert web.technologies
    assert terms.names(web.skills[0])["en"].preferred and terms.names(match.choices[0])["fr"].preferred
    assert web.wage and web.wage.soc == "15-1254" and web.wage.year == 2025 and web.wage.country == "US"
    assert web.wage.p10 and web.wage.median and web.wage.p10 < web.wage.median


def test_a_wage_that_is_not_sure_is_left_out_with_the_reason() -> None:
    """Every occupation has a wage or a reason, never both."""
    for language, target, _ in _rows("term_targets.tsv"):
        for match in terms.roles(target, language):
            for choice in match.choices:
                found = terms.occupation(choice.code) if choice.code else None
                assert found is None or (found.wage is None) == bool(found.no_wage)


def test_the_wage_of_a_data_scientist_is_that_of_data_scientists() -> None:
    """The crosswalk of 2020 leads to computer scientists; the US has had data scientists since."""
    (match,) = terms.roles("data scientist", "en")
    found = terms.occupation(match.code or "")
    assert found and found.wage and found.wage.title == "Data Scientists"


def test_neighbours_are_other_jobs_that_share_skills() -> None:
    """Five nearby jobs at least, each with the skills shared, at most two of one unit group."""
    for job in ("barista", "software tester", "nurse", "truck driver", "shop assistant"):
        (match,) = terms.roles(job, "en")
        found = terms.occupation(match.code or "")
        assert found and len(found.neighbours) >= 5
        groups = [one.isco for one in found.neighbours]
        assert max(map(groups.count, groups)) <= 2
        asked = {one.code for one in found.skills}
        for near in found.neighbours:
            assert near.code != found.code and near.shared and {one.code for one in near.shared} <= asked


def test_an_unknown_code_is_no_occupation() -> None:
    """Neither a wrong form nor a code that nobody has raises."""
    assert terms.occupation("nurse") is None
    assert terms.occupation("00000000-0000-0000-0000-000000000000") is None


def test_the_file_says_where_everything_is_from() -> None:
    """Source, version and date of each part."""
    text = " ".join(terms.sources().values())
    assert all(word in text for word in ("ESCO 1.2.0", "O*NET", "CC BY 4.0", "May 2025", "Nesta", "by hand"))


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, "nl", ""]))
def test_any_text_is_read(text: str, language: str) -> None:
    """Whatever is written, matches lie in the text in order, and none overlaps another."""
    for found in (terms.roles(text, language), terms.subjects(text, language)):
        ends = [0, *(one.end for one in found)]
        assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))
    terms.english(text, language)
