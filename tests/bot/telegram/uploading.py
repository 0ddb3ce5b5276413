"""What the tests of uploads share: a small catalogue with bad rows, and an administrator's patience."""

from bot.trial.person import Person
from bot.trial.standin import StandIn

HEAD = "Kurstitel;Anbieter;Dauer;Betrag;Sprache;Webseite"
WELDING = "Welding for data analysts;Own College;6 weeks;120,00 EUR;English;https://own.example/weld"
ROWS = [
    WELDING,
    "Baking bread;Own College;2 weeks;kostenlos;English;https://own.example/bake",
    ";Own College;3 weeks;50 EUR;English;https://own.example/none",
    ";Own College;;;;",
    "Sewing;Own College;8 hours;;English;https://own.example/sew",
    "=1+1;;;;;",
    "---;Own College;1 week;5 EUR;English;",
]


def table(*rows: str) -> bytes:
    """Return a CSV file of such rows."""
    return ("\n".join([HEAD, *rows]) + "\n").encode()


def send(person: Person, content: bytes, name: str = "my-centre.csv", **more: object) -> int:
    """Send a catalogue file."""
    given = {"data": content, "name": name, "mime": "text/csv"} | more
    return person.attach("document", **given)  # type: ignore[arg-type]


def shows(standin: StandIn, person: Person, words: str) -> str:
    """Wait until the newest message says these words, and return its text."""

    def found() -> str | None:
        messages = person.messages()
        return messages[-1].text if messages and words in messages[-1].text else None

    try:
        return str(standin.wait(found))
    except AssertionError as error:
        raise AssertionError(f"{words!r} is not in {[one.text for one in person.messages()]}") from error


def tapped(standin: StandIn, person: Person, label: str, words: str) -> str:
    """Tap the button of the newest message, and wait for these words."""
    person.tap(label, person.newest().id)
    return shows(standin, person, words)


def offered(standin: StandIn, person: Person, words: str) -> str:
    """Wait until any message says or offers these words, and return the text of the newest such one."""

    def found() -> str | None:
        said = [one.text for one in person.messages() if words in one.text or words in str(one.labels())]
        return said[-1] if said else None

    return str(standin.wait(found))


def tapped_above(standin: StandIn, person: Person, label: str, words: str) -> str:
    """Tap a button, of an earlier message too, and wait until any message says or offers these words."""
    person.tap(label)
    return offered(standin, person, words)


def changed(standin: StandIn, admin: Person, column: str, field: str, words: str) -> str:
    """Say what a column of the file holds, and wait for these words."""
    tapped(standin, admin, "Change a column", "Which column")
    tapped(standin, admin, column, f"What does the column “{column}” hold?")
    return tapped(standin, admin, field, words)


def applied(standin: StandIn, admin: Person) -> None:
    """Let the draft that is shown go live."""
    tapped(standin, admin, "Apply as version", "to everybody")
    tapped(standin, admin, "Apply", "is live.")


def drafted(standin: StandIn, admin: Person, *rows: str) -> None:
    """Upload these rows, up to what their draft would change."""
    send(admin, table(*rows))
    shows(standin, admin, "It is added as a new source.")
    tapped(standin, admin, "Columns are right", "good")
    tapped(standin, admin, "See the changes", "Against version")


def button(person: Person, label: str) -> tuple[str, int]:
    """Return the data of the newest button of that label, and its message."""
    found = [
        (one.data, message.id)
        for message in person.messages()
        for row in message.buttons
        for one in row
        if one.text == label and one.data
    ]
    return found[-1]
