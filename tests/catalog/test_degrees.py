"""The shipped figures of degrees and the levels of jobs: each with its source, and its formula right."""

import ast
import operator
import re
from decimal import Decimal

import pytest

from catalog.degrees import DegreeFigure, shipped_degrees
from catalog.levels import levels_of

_SIGNS = {ast.Mult: operator.mul, ast.Add: operator.add}


def worked_out(formula: str, end: int) -> Decimal:
    """A formula's result; of "25 to 30" the lower (0) or the upper (1) end counts."""
    plain = re.sub(r"(\d+) to (\d+)", lambda found: found[end + 1], formula)
    plain = re.sub(r"[^\d+×() ]", "", plain).replace("×", "*")

    def value(node: ast.expr) -> Decimal:
        if isinstance(node, ast.BinOp):
            return Decimal(_SIGNS[type(node.op)](value(node.left), value(node.right)))
        assert isinstance(node, ast.Constant)
        return Decimal(str(node.value))

    return value(ast.parse(plain.strip(), mode="eval").body)


@pytest.mark.parametrize("figure", shipped_degrees(), ids=lambda one: f"{one.region} {one.level} {one.item}")
def test_every_figure_names_its_source_and_its_formula_gives_it(figure: DegreeFigure) -> None:
    assert figure.region in ("US", "EU", "FR", "DE", "UK")
    assert figure.source and figure.address.startswith("http")
    assert figure.unit in ("hours", "USD", "EUR", "GBP")
    assert figure.year is None or re.fullmatch(r"20\d\d-\d\d", figure.year)
    if figure.formula:
        assert worked_out(figure.formula, 0) == figure.amount
        assert worked_out(figure.formula, 1) == (figure.amount_max or figure.amount)


@pytest.mark.parametrize(
    ("isco", "levels"),
    [("2511", (4,)), ("3312", (3,)), ("1212", (3, 4)), ("5131", (2,)), ("9112", (1,)), ("", ()), ("x", ())],
)
def test_a_jobs_skill_levels_are_those_of_its_major_group(isco: str, levels: tuple[int, ...]) -> None:
    assert levels_of(isco) == levels
