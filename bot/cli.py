"""The `rung` command: its own sub-commands, and those of the catalogue and the index."""

import datetime as dt
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

import catalog.cli
import index.cli
from catalog.errors import CatalogError, refusing

app = typer.Typer(
    help="A career goal in plain words in, the closest micro-credentials out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
catalog.cli.app.command("export")(index.cli.export)
app.add_typer(catalog.cli.app, name="catalog", help="Read and check catalogue files.")
app.add_typer(index.cli.app, name="index", help="Build, check and restore the index.")

DataFolder = Annotated[
    Path, typer.Option("--data", envvar="RUNG_DATA", help="The folder that holds the catalogue versions.")
]
Today = Annotated[
    dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to count from (default: today).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
DEFAULT_DATA = Path("rung-data")
_PROMPT = "Which job or skill do you want? You can add your hours a week and your money."


@app.command()
def ask(
    goal: Annotated[
        str | None, typer.Argument(help="The goal, in your own words.", show_default=False)
    ] = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, help="How many programmes to show.")] = 3,
    today: Today = None,
    data: DataFolder = DEFAULT_DATA,
    contact: Annotated[str | None, typer.Option(envvar="RUNG_CONTACT", hidden=True)] = None,
) -> None:
    """Answer one goal; without GOAL, ask again and again."""
    from bot.advisor import Advisor

    advisor = Advisor.open(data, contact)
    for message in [goal] if goal is not None else _asked(sys.stdin.isatty()):
        reply = advisor.reply(message, _day(today), limit)
        typer.echo(json.dumps(reply.to_json(), ensure_ascii=False) if as_json else reply.text)
    if advisor.generation.trouble:
        typer.echo(advisor.generation.trouble, err=True)


def _asked(at_a_terminal: bool) -> Iterable[str]:
    if not at_a_terminal:
        yield from (line for line in sys.stdin if line.strip())
        return
    typer.echo(f"{_PROMPT}\nAn empty line ends.", err=True)
    while True:
        try:
            line = input("\n> ")
        except EOFError:
            return
        if not line.strip():
            return
        yield line


@app.command()
def goal(as_json: AsJson = False, today: Today = None) -> None:
    """Print what is understood of messages from standard input, one a line."""
    import msgspec

    from bot.goal.reader import read
    from bot.understood import understood

    day = _day(today)
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        read_goal = read(_text_of(line, number) if as_json else line, day)
        if as_json:
            sys.stdout.buffer.write(msgspec.json.encode(read_goal) + b"\n")
            continue
        heard = " ".join(understood(read_goal, day)) or "Nothing to search for."
        unused = f" Not used: {', '.join(read_goal.unused)}." if read_goal.unused else ""
        typer.echo(f"{read_goal.intent} ({read_goal.language}): {heard}{unused}")


def _text_of(line: str, number: int) -> str:
    try:
        text = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError):
        text = None
    if not isinstance(text, str):
        raise CatalogError(f'Line {number} is no JSON object with a "text": give one such object a line.')
    return text


@app.command()
def serve(
    api: Annotated[
        str | None, typer.Option(help="Another Bot API server (default: Telegram's).", show_default=False)
    ] = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Run the Telegram bot, with the token in RUNG_BOT_TOKEN, until it is stopped."""
    import asyncio

    from bot.settings import read_settings
    from bot.telegram import log
    from bot.telegram.app import serve as serve_bot

    settings = read_settings(data=data)
    log.set_up(settings.log_level)
    asyncio.run(serve_bot(settings, api))


@app.command()
def chat(
    admin: Annotated[
        bool, typer.Option("--admin", help="Be an administrator: /upload, /reindex, /status.")
    ] = False,
    today: Today = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Try the Telegram bot in the terminal, without Telegram."""
    from bot.trial.chat import chat as talk

    try:
        talk(data, admin=admin, today=lambda: _day(today))
    except KeyboardInterrupt:
        typer.echo()
        raise typer.Exit(130) from None


@app.command("eval")
def evaluate(
    queries: Annotated[Path, typer.Option(help="Goals: id, tab, text.")],
    qrels: Annotated[Path, typer.Option(help="Grades in TREC form.")],
    run: Annotated[Path | None, typer.Option(help="Write the ranking here, as a TREC run.")] = None,
    compare: Annotated[Path | None, typer.Option(help="Another run to compare with.")] = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Score the ranking on judged goals."""
    from bot.scores import print_scores

    print_scores(queries, qrels, run, compare, data)


def _day(today: dt.datetime | None) -> dt.date:
    return dt.date.today() if today is None else today.date()  # noqa: DTZ011 - the reader's own calendar day


def main() -> None:
    """Run the command; a refusal is one sentence on standard error and exit code 1."""
    _read_dotenv()
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    refusing(app)


def _read_dotenv() -> None:
    if Path(".env").is_file():
        from dotenv import load_dotenv

        load_dotenv(".env")


if __name__ == "__main__":
    main()
