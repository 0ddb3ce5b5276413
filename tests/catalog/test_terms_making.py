"""How the file of terms is made: names from labels, sure links, nearby jobs, the same bytes."""

from pathlib import Path

import pytest

from catalog.terms.making.crosswalk import links
from catalog.terms.making.names import forms, role_names, skill_names
from catalog.terms.making.nearby import neighbours
from catalog.terms.making.sources import Label, Row, Sources
from catalog.terms.making.writing import write
from catalog.terms.values import LANGUAGES


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("programador/programadora", ["programador", "programadora"]),
        ("fryzjer / fryzjerka", ["fryzjer", "fryzjerka"]),
        ("chef de partie/cheffe de partie", ["chef de partie", "cheffe de partie"]),
        ("coordinador/coordinadora de café", ["coordinador de café", "coordinadora de café"]),
        ("redactor/a de revista", ["redactor/a de revista"]),
        ("Lehrassistent Sekundarstufe/Lehrassistentin", ["Lehrassistent Sekundarstufe"]),
        ("Import-/Exportmanager", ["Import-/Exportmanager"]),
        ("cocinero", ["cocinero"]),
    ],
)
def test_a_pair_is_two_names(label: str, names: list[str]) -> None:
    """Both halves, each with the words that the pair shares."""
    assert forms(label) == names


def test_english_writes_no_pairs() -> None:
    """ "A/B tester" is one name."""
    assert [one.text for one in role_names(Label("en", "A/B tester", 1))] == ["A/B tester"]


def test_a_name_in_brackets_is_found_without_them() -> None:
    """Python stays what it is; a painter (construction) shares the short name with others."""
    assert list(skill_names(Label("en", "Python (computer programming)", 1)))[1] == Label("en", "Python", 1)
    assert list(role_names(Label("en", "painter (construction)", 1)))[1] == Label("en", "painter", 2)


def test_a_short_synonym_of_a_skill_is_no_name() -> None:
    """ "it" is not computer technology; a longer one, or one that is preferred, is a name."""
    assert list(skill_names(Label("en", "IT", 2))) == []
    assert list(skill_names(Label("en", "bookkeeping", 2))) and list(skill_names(Label("en", "SQL", 1)))


def test_the_verb_that_says_nothing_is_left_off() -> None:
    """ "perform data analysis" is wanted as data analysis."""
    assert Label("en", "data analysis", 2) in list(skill_names(Label("en", "perform data analysis", 1)))


def test_neighbours_share_rare_skills_and_are_of_several_groups() -> None:
    """What everybody asks for makes nobody a neighbour; at most two of a unit group."""
    asked = {one: [(99, True), (one % 2, True)] for one in range(8)}
    groups = {one: "1111" if one < 6 else "2222" for one in asked}
    assert neighbours(asked, groups)[0][:3] == [2, 4, 6]


def _sources(*, similarity: str = "0.9", alternates: tuple[Row, ...] = ()) -> Sources:
    texts = {column: "" for language in LANGUAGES for column in (language, f"{language}_alt")}
    jobs = [
        {
            **texts,
            "code": f"00000000-0000-0000-0000-00000000000{at}",
            "isco": f"251{at}",
            "esco_code": f"251{at}.1",
        }
        | {"hand": "", "en": name, "es": spanish}
        for at, (name, spanish) in enumerate(
            [("data scientist", "científico de datos"), ("cook", "cocinero/cocinera")]
        )
    ]
    skill = {
        **texts,
        "skill": "00000000-0000-0000-0000-0000000000aa",
        "occupations": "2",
        "hand": "",
        "en": "SQL",
    }
    cross = {"occupation": jobs[1]["code"], "confidence": "2", "similarity": similarity, "now_by": "code"}
    return Sources(
        occupations=jobs,
        skills=[skill],
        links=[{"occupation": job["code"], "skill": skill["skill"], "relation": "essential"} for job in jobs],
        crosswalk=[{**cross, "onet_soc_now": "35-2014.00"}],
        roles=[],
        subjects=[],
        onet_titles=[{"O*NET-SOC Code": "15-2051.00", "Title": "Data Scientists"}],
        onet_alternates=[*alternates],
        technologies=[{"O*NET-SOC Code": "35-2014.00", "Example": "Tableau", "Hot Technology": "Y"}],
        wages=[],
    )


def test_a_link_is_sure_by_its_name_or_by_the_crosswalks_confidence() -> None:
    """The same name is the same occupation; a far title or a name that others have is not sure."""
    scientist, cook = (job["code"] for job in _sources().occupations)
    assert links(_sources())[scientist] == ("15-2051.00", True)
    assert links(_sources())[cook] == ("35-2014.00", True)
    assert links(_sources(similarity="0.6"))[cook] == ("35-2014.00", False)
    other = {"O*NET-SOC Code": "35-2011.00", "Alternate Title": "Cook"}
    assert not links(_sources(alternates=(other,)))[cook].is_sure


def test_the_same_sources_make_the_same_bytes(tmp_path: Path) -> None:
    """The file can be made again and compared."""
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    counts = write(_sources(), one)
    write(_sources(), two)
    assert one.read_bytes() == two.read_bytes() and counts["occupation"] == 2
