"""The commands: thin, and quick to start, so that everything heavy is imported by the command that needs it."""

import sys
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
PreparedOnly = Annotated[
    bool, typer.Option("--prepared", help="Use prepared tables as they are, without raw files. / Ohne Rohdaten.")
]
WORST = 5


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
    typer.echo(_say("sample_made", _language([str(folder)]), folder=str(folder)))


@app.command()
def prepare(folder: Folder):
    """Read the raw lists / Listen einlesen."""
    project, language = _opened(folder)
    typer.echo(_say("prepared", language, place=str(project.folder)))
    _tell_new_key(project)
    _tell_quality(project, language)


@app.command()
def check(folder: Folder):
    """Show faults, worst first / Fehler anzeigen."""
    project, language = _opened(folder)
    _tell_new_key(project)
    for message in project.issues.loc[project.issues["severity"] != "note", "message"].head(WORST):
        typer.echo(f"- {message}")
    _tell_quality(project, language)
    if (project.issues["severity"] == "error").any():
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
    typer.echo(_say("reproduced", language, out=str(out)))


def main():
    """Run a command; faults are told in the programme's language, without a traceback, with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except KmuEvalError as error:
        typer.echo(error.text(_language(sys.argv[1:])), err=True)
        sys.exit(2)


def _opened(folder, prepared=False):
    from kmu_eval.project import open_project

    with _Progress() as progress:
        project = open_project(folder, prepared=prepared, progress=progress)
    return project, project.origin.language


def _language(arguments):
    """The language of the first folder among the arguments that holds a programme."""
    from kmu_eval.programme import FILE_NAME, language_of

    folders = [argument for argument in arguments if Path(argument, FILE_NAME).exists()]
    return language_of(folders[0]) if folders else "en"


def _say(key, language, **values):
    from kmu_eval import words

    return words.message(key, language, **values)


def _tell_new_key(project):
    from kmu_eval.project import key_place

    for message in project.issues.loc[project.issues["rule"] == "key_created", "message"]:
        typer.echo(f"{message} {_say('key_place', project.origin.language, where=key_place())}")


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
