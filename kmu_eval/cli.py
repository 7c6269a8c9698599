"""The commands: thin, and quick to start, so that everything heavy is imported by the command that needs it."""

import datetime
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kmu_eval.errors import KmuEvalError

app = typer.Typer(
    name="kmu-eval",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="From the lists of a support programme to figures that can be defended. / "
    "Von den Listen eines Förderprojekts zu belastbaren Zahlen.",
)
Folder = Annotated[Path, typer.Argument(help="The programme folder: programme.toml, raw/. / Der Programmordner.")]
OutFolder = Annotated[Path, typer.Option(help="Where notebooks/ and figures/ are written. / Zielordner.")]
ReportFolder = Annotated[Path, typer.Option(help="A folder for the report alone. / Ein Ordner für den Bericht.")]
PreparedOnly = Annotated[
    bool, typer.Option("--prepared", help="Use prepared tables as they are, without raw files. / Ohne Rohdaten.")
]
WORST = 5


class Language(StrEnum):
    """The languages that questions are asked in."""

    de = "de"
    en = "en"


def _version(asked: bool):
    if asked:
        from kmu_eval import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version. / Version zeigen.")
    ] = False,
):
    """Options of all commands."""


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="A new folder for the synthetic programme. / Ein neuer Ordner.")],
    seed: Annotated[int, typer.Option(help="Seed of the random numbers.")] = 1,
    scale: Annotated[float, typer.Option(min=0.001, help="Size: 1 is about 50,000 participations.")] = 1.0,
    persons_per_firm: Annotated[float, typer.Option(min=1.0, help="Mean persons per firm.")] = 1.58,
):
    """Make a sample programme / Beispiel erzeugen."""
    from kmu_eval.sample import make_sample

    if folder.exists() and any(folder.iterdir()):
        raise KmuEvalError(("folder_in_use", {"folder": str(folder)}))
    make_sample(folder, seed=seed, scale=scale, persons_per_firm=persons_per_firm)
    typer.echo(_say("sample_made", _languages([folder])[0], folder=str(folder)))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The folder with your lists in raw/. / Ordner mit Ihren Listen.")],
    answers: Annotated[
        Path | None, typer.Option(help="The workbook that you filled in. / Die ausgefüllte Arbeitsmappe.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Of questions and figures. / Sprache der Fragen.")] = Language.de,
):
    """Make programme.toml from your lists / Programm anlegen."""
    from kmu_eval.draft import draft_programme, finish_programme

    told = finish_programme(folder, answers) if answers else draft_programme(folder, language.value)
    for line in told.lines:
        typer.echo(line)


@app.command()
def prepare(folder: Folder):
    """Read the raw lists / Listen einlesen."""
    project, language = _opened(folder)
    typer.echo(_say("prepared", language, place=str(project.folder)))
    _tell_key(project, language)
    _tell_quality(project, language)


@app.command()
def check(folder: Folder):
    """Show faults, worst first / Fehler anzeigen."""
    project, language = _opened(folder)
    consequential = project.issues.loc[project.issues["severity"] != "note", "message"]
    for message in consequential.head(WORST):
        typer.echo(f"- {message}")
    if len(consequential) > WORST:
        typer.echo(_say("more_issues", language, rows=len(consequential) - WORST))
    _tell_quality(project, language)
    _tell_key(project, language)
    if (project.issues["severity"] == "error").any():
        raise typer.Exit(1)


@app.command()
def claims(folder: Folder, prepared: PreparedOnly = False):
    """Hold claims against the data / Behauptungen prüfen."""
    from kmu_eval import sentences
    from kmu_eval.measures.claims import claims as held_against_data

    project, language = _opened(folder, prepared)
    if not project.claims:
        typer.echo(_say("no_claims", language, folder=str(folder)))
        raise typer.Exit
    with _Progress():
        found = held_against_data(project)
    typer.echo(sentences.claims(found, project.origin, language))
    if (found["verdict"] == "contradicted").any():
        raise typer.Exit(1)


@app.command()
def reproduce(folder: Folder, out: OutFolder = Path("out"), prepared: PreparedOnly = False):
    """Run notebooks, draw figures / alles rechnen."""
    from kmu_eval.reproduce import reproduce as run

    project, language = _opened(folder, prepared)
    with _Progress() as progress:
        results = run(project, out, progress)
    for result in results:
        typer.echo(f"{result.notebook}: {_say(result.outcome, language, why=result.why)}")
    _tell_key(project, language)
    _tell_quality(project, language)
    typer.echo(_say("reproduced", language, out=str(out)))


@app.command()
def report(
    folder: Folder,
    out: ReportFolder = Path("report"),
    language: Annotated[
        Language | None, typer.Option(help="Of the report; else the programme's own. / Sprache des Berichts.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="The funder's Word file, for its styles. / Word-Vorlage des Förderers.")
    ] = None,
    prepared: PreparedOnly = False,
):
    """Write the final report / Bericht schreiben."""
    from kmu_eval.report.build import build
    from kmu_eval.report.writing import write_set

    project, own = _opened(folder, prepared)
    with _Progress() as progress:
        files = build(project, language.value if language else own, template, progress)
        kept = write_set(out, files)
    for name in (name for name in files if "/" not in name):
        typer.echo(f"- {name}")
    for name in kept:
        typer.echo(_say("kept_beside", own, name=name))
    _tell_key(project, own)
    _tell_quality(project, own)
    typer.echo(_say("report_written", own, out=str(out)))


@app.command()
def diff(
    earlier: Annotated[Path, typer.Argument(help="Folder of an earlier report. / Ordner eines früheren Berichts.")],
    later: Annotated[Path, typer.Argument(help="Folder of a later report. / Ordner eines späteren Berichts.")],
):
    """Tell what moved, and why / Läufe vergleichen."""
    from kmu_eval.report.manifest import read_run
    from kmu_eval.report.moves import lines

    runs = [read_run(place) for place in (earlier, later)]
    told, unexplained = lines(*runs, runs[1]["language"])
    for line in told:
        typer.echo(line)
    if unexplained:
        raise typer.Exit(1)


@app.command()
def fill(
    draft: Annotated[Path, typer.Argument(help="Markdown with {{ markers }}. / Entwurf mit {{ Marken }}.")],
    folder: Folder,
    out: Annotated[Path, typer.Option(help="The filled draft. / Der gefüllte Entwurf.")],
    language: Annotated[Language | None, typer.Option(help="Of the draft. / Sprache des Entwurfs.")] = None,
):
    """Fill a draft's numbers / Entwurf füllen."""
    from kmu_eval.report.draft_files import fill_file

    project, spoken = _opened(folder)
    for key, values in fill_file(draft, project, out, language and language.value):
        typer.echo(_say(key, spoken, **values))


@app.command()
def forget(
    folder: Folder,
    email: Annotated[str, typer.Option(help="Address of the person. / Adresse der Person.")] = "",
    name: Annotated[str, typer.Option(help="Name, with organisation or event. / Name, mit Organisation.")] = "",
    organisation: Annotated[str, typer.Option(help="Firm or body. / Firma oder Organisation.")] = "",
    event: Annotated[str, typer.Option(help="Id of the event. / Nummer der Veranstaltung.")] = "",
):
    """Set a person's rows aside / Person vergessen."""
    from kmu_eval.project import forget as forget_person

    rows = forget_person(folder, email=email, name=name, organisation=organisation, event=event)
    project, language = _opened(folder)
    places = "; ".join(f"{file}, {row}" for file, row in rows.itertuples(index=False))
    typer.echo(_say("forgotten_rows" if len(rows) else "forgotten_none", language, rows=len(rows), places=places))
    _tell_quality(project, language)


@app.command()
def review(
    folder: Folder,
    answers: Annotated[
        Path | None, typer.Option(help="The review.xlsx that you filled in. / Die ausgefüllte review.xlsx.")
    ] = None,
):
    """Decide doubtful pairs / Zweifelsfälle klären."""
    from kmu_eval.project import take_review, write_review

    if answers:
        told = take_review(folder, answers, datetime.date.today())
    else:
        _tell_key(*_opened(folder))
        with _Progress():
            told = write_review(folder)
    for key, values in told.messages:
        typer.echo(_say(key, told.language, **values))


def main():
    """Run a command; faults are told in the programme's language, without a traceback, with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except KmuEvalError as error:
        for language in _languages(sys.argv[1:]):
            typer.echo(error.text(language), err=True)
        sys.exit(2)


def _opened(folder, prepared=False):
    from kmu_eval.project import open_project

    with _Progress() as progress:
        project = open_project(folder, prepared=prepared, progress=progress)
    return project, project.origin.language


def _languages(arguments):
    """The language of the first folder among the arguments that holds a programme; both where that is not known."""
    from kmu_eval.programme import FILE_NAME, language_of

    folders = [argument for argument in arguments if Path(argument, FILE_NAME).exists()]
    known = language_of(folders[0]) if folders else None
    return [known] if known else ["de", "en"]


def _say(key, language, **values):
    from kmu_eval import words

    return words.message(key, language, **values)


def _tell_key(project, language):
    """What nobody should miss: that a key was made and where it lies, or that the key is public."""
    from kmu_eval.project import key_place

    told = project.issues.set_index("rule")["message"]
    if "key_created" in told:
        typer.echo(f"{told['key_created']} {_say('key_place', language, where=key_place())}")
    if "made_up" in told:
        typer.echo(told["made_up"])
    if until := project.overdue(datetime.date.today()):
        typer.echo(_say("kept_too_long", language, day=until))


def _tell_quality(project, language):
    from kmu_eval import sentences

    typer.echo(sentences.data_quality(project.ledger, project.issue_counts, language))
    typer.echo(_say("all_listed", language, place=str(project.folder)))


class _Progress:
    """A line that says what is being done, on terminals only."""

    def __enter__(self):
        from rich.console import Console

        self.status = Console(stderr=True).status("…")
        self.status.start()
        return self.status.update

    def __exit__(self, *fault):
        self.status.stop()


if __name__ == "__main__":
    main()
