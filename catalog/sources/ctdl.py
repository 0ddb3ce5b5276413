"""CTDL of the Credential Engine: learning opportunities and credentials with language maps and cost profiles.

Terms: credreg.net/ctdl/terms; an aggregate cost is the sum of the direct costs beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.cells import as_number, is_url
from catalog.reading import Context
from catalog.reading.duration import read_duration
from catalog.reading.price import read_price
from catalog.sources.linked import Thing, named, thing
from catalog.sources.record import Node, Nodes, Record, items, text_of

FORM = "ctdl"
LEARNING = {"LearningOpportunityProfile", "LearningProgram", "Course"}
CREDENTIALS = {
    "Credential", "Certificate", "CertificateOfCompletion", "ProfessionalCertificate", "MasterCertificate",
    "Certification", "Badge", "DigitalBadge", "OpenBadge", "MicroCredential", "License", "Diploma",
    "Degree", "AssociateDegree", "BachelorDegree", "MasterDegree", "DoctoralDegree",
    "ApprenticeshipCertificate", "JourneymanCertificate", "SecondarySchoolDiploma",
}  # fmt: skip
_OVER = {"ceased", "suspended", "inactive", "deprecated"}


def claims(record: Node) -> bool:
    """Tell a learning opportunity or a credential by its type and a key of the vocabulary."""
    types = {text for text in items(record.get("@type")) if isinstance(text, str)}
    if not any(text.startswith("ceterms:") for text in types) and not any(
        k.startswith("ceterms:") for k in record
    ):
        return False
    found = thing(record)
    return bool(found.types & (LEARNING | CREDENTIALS)) and bool(found.get("name"))


def read(record: Node, nodes: Nodes) -> Iterator[Record]:
    """Yield the programme that a record describes."""
    profile, found = thing(record, nodes), Record(FORM)
    for name, keys in _TEXTS.items():
        for key in keys:
            _put(found, name, profile, key)
    for key in ("subjectWebpage", "@id"):
        address = text_of(profile.get(key)) or ""
        if "url" not in found.cells and is_url(address):
            found.put("url", key, address)
    for kind in sorted(profile.types & CREDENTIALS):
        found.put("credential", "@type", _spaced(kind), words=kind)
    _put_costs(found, profile)
    _put_lengths(found, profile)
    _put_credits(found, profile)
    states = {state.casefold() for state in named(profile, "lifeCycleStatusType")}
    if states & _OVER:
        found.put("status", "lifeCycleStatusType", "closed", words=", ".join(states))
    yield found


_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("name",),
    "code": ("ctid", "codedNotation"),
    "description": ("description",),
    "provider": ("offeredBy", "ownedBy"),
    "outcomes": ("teaches", "targetLearningOutcome"),
    "skills": ("assesses", "keyword"),
    "prerequisites": ("entryCondition", "requires"),
    "level": ("audienceLevelType",),
    "language": ("inLanguage",),
    "mode": ("deliveryType", "learningDeliveryType"),
    "counts_towards": ("isPreparationFor", "isPartOf"),
    "funding": ("financialAssistance",),
    "as_of": ("dateEffective",),
}
_LISTS = {"outcomes", "skills"}


def _put(found: Record, name: str, profile: Thing, key: str) -> None:
    texts = [text for text in named(profile, key) if not is_url(text)]
    if not texts or (name in found.cells and name != "mode"):
        return
    whole = ", ".join(dict.fromkeys(texts))
    value = texts[0] if name in {"title", "code", "provider", "as_of"} else whole
    found.put(name, key, texts if name in _LISTS else value)


def _spaced(kind: str) -> str:
    return "".join(f" {letter}" if letter.isupper() else letter for letter in kind).strip()


# --- costs --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cost:
    name: str
    path: str
    words: str
    amount: Decimal
    currency: str | None
    is_total: bool


def _put_costs(found: Record, profile: Thing) -> None:
    """The aggregate is the price, its parts are told; without one it is tuition, and at most all together."""
    costs = [cost for one in profile.things("estimatedCost") if (cost := _cost(one)) is not None]
    totals, parts = [c for c in costs if c.is_total], [c for c in costs if not c.is_total]
    if not costs:
        return
    chosen = totals or [c for c in parts if "tuition" in c.name.casefold()] or parts
    first = chosen[0]
    same = [c.amount for c in chosen if c.currency == first.currency]
    low, high = min(same), max(same)
    whole = sum((c.amount for c in parts if c.currency == first.currency), Decimal(0))
    if not totals:
        high = max(high, whole)
    elif parts and whole not in same:
        found.warnings.append(
            f"price: the parts add up to {whole}, the total says {first.words}; the total is kept."
        )
    beside = ", ".join(f"{c.name} {c.words}" for c in parts if c not in chosen)
    how = f"{'the total, of which' if totals else 'and beside it'}: {beside}" if beside else None
    value = {
        "kind": "paid" if high else "free",
        "amount": str(low) if high else None,
        "per": "total" if high else None,
    }
    value |= {"amount_max": str(high) if high > low else None, "currency": first.currency if high else None}
    found.put("price", first.path, {k: v for k, v in value.items() if v}, words=first.words, how=how)


def _cost(profile: Thing) -> _Cost | None:
    words = text_of(profile.get("price")) or ""
    amount = as_number(words)
    if amount is None:
        return None
    kinds = profile.things("directCostType")
    node = " ".join(text_of(kind.get("targetNode")) or "" for kind in kinds)
    label = next(
        (
            text
            for source, key in ((profile, "name"), *((k, "targetNodeName") for k in kinds))
            for text in named(source, key)
        ),
        "cost",
    )
    told = " ".join([node, label, *named(profile, "directCostType")]).casefold()
    is_total = "aggregatecost" in told.replace(" ", "") or (not kinds and "total" in label.casefold())
    currency = read_price(words, Context(companion={"currency": profile.get("currency")})).value.currency
    return _Cost(label, f"{profile.path}.price", words, amount, currency, is_total)


# --- lengths and credits ------------------------------------------------------------------------------------


def _put_lengths(found: Record, profile: Thing) -> None:
    for one in profile.things("estimatedDuration"):
        exact = named(one, "exactDuration") or named(one, "timeRequired")
        ends = [text for key in ("minimumDuration", "maximumDuration") for text in named(one, key)[:1]]
        if exact:
            found.put("duration", f"{one.path}.exactDuration", exact[0])
        elif ends:
            found.put("duration", f"{one.path}.minimumDuration", _span(ends), words=" to ".join(ends))


def _span(ends: Sequence[str]) -> dict[str, object]:
    """Return the lengths from the first to the last."""
    low, high = (read_duration(ends[place]).value for place in (0, -1))
    span = {"hours_min": low.hours_min, "hours_max": high.hours_max}
    return {k: v for k, v in (span | {"weeks_min": low.weeks_min, "weeks_max": high.weeks_max}).items() if v}


def _put_credits(found: Record, profile: Thing) -> None:
    for one in profile.things("creditValue")[:1]:
        amount = text_of(one.get("value")) or text_of(one.get("schema:value"))
        unit = next(iter(named(one, "creditUnitType")), None)
        if amount and as_number(amount) is not None:
            found.put("credits", f"{one.path}.value", f"{amount} {unit or ''}".strip())
