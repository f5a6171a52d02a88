"""The command that asks a reader: which names are one, which facts are wrong; and keeps what was decided."""

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli import exits
from api.cli.options import JsonOption, StoreOption
from api.cli.printing import clean, print_json, print_table, say
from api.deciding import NAMES, decided, put_on_record
from api.pages.reviews import least_certain
from api.settings import Settings, load_settings
from api.wiring import finish, known, reading, writing
from kg.consolidate import Consolidated, Known
from kg.consolidate.review import Actor, Question, undecided
from kg.errors import StoreLockedError
from kg.judgements import Judgement, Ruling, read_judgements, told

_NAMES: dict[str, tuple[int, ...]] = {**NAMES, "list": (0,)}
"""What can be asked for, and how many names follow."""
_FORMS = "same A B, different A B, reject FACT, undo ID or list"


def review(  # noqa: PLR0913  # each is an option of the command
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT NAME...]",
            help=f"{_FORMS}. A and B are names, IRIs, passages (DOCUMENT#char=START,END), or one ID of a listed pair.",
            show_default=False,
        ),
    ] = None,
    *,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Put on record who decided.")] = None,
    when: Annotated[str | None, typer.Option(metavar="TIME", help="Put on record when.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Put on record why.")] = None,
    limit: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="Pairs, and facts, at most.")] = 10,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show what is doubtful with its passages, and decide it: who is one, who is not, which fact is wrong."""
    settings = load_settings(store=store)
    what, *names = words or ("",)
    if not what:
        _print_doubtful(settings, limit, as_json=json)
        return
    if len(names) not in _NAMES.get(what, ()):
        raise typer.BadParameter(f"write {_FORMS}")
    if what == "list":
        _print_list(settings, as_json=json)
        return
    with reading(settings) as opened:
        found = decided(opened, Ruling(what), tuple(names))
    line = put_on_record(settings, found, who=who, when=when, note=note)
    follow(settings)
    if json:
        print_json({"id": line.id, "verdict": line.verdict, "file": str(settings.judgements_path)})
    else:
        say(f"Noted as {line.id} in {settings.judgements_path}; 'onrecord review undo {line.id}' takes it back.")


def follow(settings: Settings) -> None:
    """Have the store follow what is decided now; where another process writes to it, that one does at its next change."""
    told_now = known(settings)
    try:
        with writing(settings) as opened:
            found = finish(opened, told_now)
    except StoreLockedError:
        say("A server or a build has the store open: it follows with its next change, or when it is told to rebuild.")
        return
    tell_known(settings, told_now, found)


def tell_known(settings: Settings, told_now: Known, found: Consolidated) -> None:
    """Say what of the judgements and authority files could not be used."""
    for message in told(told_now.judgements, settings.judgements_path):
        say(message)
    if found.lost:
        say(f"{found.lost} judgements are about what is not in the store now; 'onrecord review list' shows them.")
    for message in found.ambiguous:
        say(f"Not linked: {message}.")


def _print_doubtful(settings: Settings, limit: int, *, as_json: bool) -> None:
    with reading(settings) as opened:
        pairs, facts = undecided(opened), least_certain(opened, limit)
    doubtful = sum(one.verdict == "doubtful" for one in pairs)
    if as_json:
        print_json(
            {"pairs": [asdict(one) for one in pairs[:limit]], "facts": [asdict(one) for one in facts], "doubtful": doubtful}
        )
        return
    for one in pairs[:limit]:
        _print_pair(one)
    if facts:
        typer.echo("The least certain facts:")
        rows = [(one.confidence, f"{one.kind}\n{one.rule}", f"{one.text}\n{one.fact}") for one in facts]
        print_table(("Sure", "Kind", "Words"), rows, shares={"Words": 5})
    say(f"{doubtful} pairs are doubtful, {len(pairs) - doubtful} were joined; {min(limit, len(pairs))} are shown (--limit).")
    if not pairs and not facts:
        raise typer.Exit(exits.NOTHING)


def _print_pair(question: Question) -> None:
    verdict = {"doubtful": "Perhaps one", "same": "Joined", "different": "Two"}[question.verdict]
    typer.echo(clean(f"{question.id}  {verdict}, {question.confidence:g}: {question.reason}"))
    columns = (question.one.label, question.other.label)
    print_table(columns, [(_side(question.one), _side(question.other))], shares=dict.fromkeys(columns, 1))


def _side(actor: Actor) -> str:
    lines = [actor.iri]
    for passage in actor.passages:
        origin = ", ".join(part for part in (passage.publisher, passage.published, passage.title) if part) or passage.document
        lines.append(f"“…{' '.join(passage.around.split())}…”\n{origin} [{passage.start}–{passage.end}]")
    return "\n".join(lines)


def _print_list(settings: Settings, *, as_json: bool) -> None:
    judgements = read_judgements(settings.judgements_path)
    rows = [_row(line) for line in judgements.standing]
    if as_json:
        columns = ("id", "verdict", "about", "who", "when", "note")
        unreadable = [{"line": bad.line, "reason": bad.reason} for bad in judgements.unreadable]
        print_json({"judgements": [dict(zip(columns, row, strict=True)) for row in rows], "unreadable": unreadable})
    elif rows:
        print_table(("Id", "What", "About", "Who", "When", "Note"), rows, shares={"About": 5, "Note": 2})
    for message in told(judgements, settings.judgements_path):
        say(message)
    if not rows:
        say("Nobody has decided anything yet.")
        raise typer.Exit(exits.NOTHING)


def _row(line: Judgement) -> tuple[str, str, str, str, str, str]:
    sides = [f"{side.name} <{side.agent}> in {side.document}" for side in (line.one, line.other) if side]
    about = sides or ([line.fact.quote, line.fact.fact] if line.fact else [line.reason or "", line.document or ""])
    return (line.id, line.verdict, "\n".join(about), line.who or "", line.when or "", line.note or "")
