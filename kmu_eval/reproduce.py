"""Run the notebooks on a programme: in parallel, written aside, moved into place."""

import asyncio
import os
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from kmu_eval import words
from kmu_eval.errors import Absent, KmuEvalError
from kmu_eval.figures.figure import FIGURES_VARIABLE
from kmu_eval.project import FOLDER_VARIABLE

SECONDS_PER_CELL = 600
WRITTEN = ".written"
"""The list of figures that a run leaves beside them, so that the next one takes away what it no longer draws."""


@dataclass(frozen=True)
class Result:
    """How a notebook ended: ``ran``, or ``stopped`` where the programme lacks a table, and why."""

    notebook: str
    outcome: str
    why: str = ""


def notebooks_folder():
    """The notebooks: inside the installed package, or at the top of the repository."""
    installed = Path(str(files("kmu_eval"))) / "notebooks"
    return installed if installed.is_dir() else installed.parent.parent / "notebooks"


def reproduce(project, out, progress=lambda step: None):
    """Run all notebooks on a project.

    Parameters
    ----------
    project : Project
    out : path
        Gets ``notebooks/`` with outputs and ``figures/``.
    progress : callable
        Told which notebooks are done.

    Returns
    -------
    list of Result
        In the order of the notebooks.

    Raises
    ------
    KmuEvalError
        Where a notebook breaks off; nothing in `out` has then changed.
    """
    sources = sorted(notebooks_folder().glob("[0-9]*.ipynb"))
    if not sources:
        raise KmuEvalError(("no_notebooks", {"folder": str(notebooks_folder())}))
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".reproduce-", dir=out) as aside:
        for name in ("notebooks", "figures"):
            Path(aside, name).mkdir()
        results = asyncio.run(_run_all(sources, Path(aside), project, progress))
        _move_into_place(Path(aside), out)
    return results


async def _run_all(sources, aside, project, progress):
    """All notebooks, as many at a time as there are processors: each has a kernel, a process of its own."""
    places = asyncio.Semaphore(os.cpu_count() or 1)
    done = []

    async def run(source):
        async with places:
            result = await _run(source, aside, project)
        done.append(result)
        progress(f"{len(done)}/{len(sources)}")
        return result

    progress(f"0/{len(sources)}")
    ended = await asyncio.gather(*(run(source) for source in sources), return_exceptions=True)
    broken = [result for result in ended if isinstance(result, BaseException)]
    if broken:
        raise broken[0]
    return ended


async def _run(source, aside, project):
    """Run one notebook in a kernel of its own and write it with its outputs, none of them from an earlier run."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = _without_outputs(nbformat.read(source, as_version=4))
    quiet = ["--log-level=ERROR"]
    client = NotebookClient(notebook, timeout=SECONDS_PER_CELL, record_timing=False, extra_arguments=quiet)
    try:
        await client.async_execute(cwd=str(aside / "notebooks"), env=_environment(aside, project.folder))
        result = Result(source.stem, "ran")
    except CellExecutionError as error:
        if error.ename != Absent.__name__:
            fault = {"notebook": source.name, "fault": f"{error.ename}: {error.evalue}"}
            raise KmuEvalError(("notebook_failed", fault)) from None
        result = Result(source.stem, "stopped", _why(error.evalue, project.origin.language))
    nbformat.write(_tidy(notebook), aside / "notebooks" / source.name)
    return result


def _why(told, language):
    """The sentence of `Absent`, which notebooks say in English, in the programme's language."""
    for key, name in (("absent", "table"), ("not_compared", "comparison"), ("nothing_claimed", "file")):
        text = re.escape(words.message(key, "en", **{name: "NAME"})).replace("NAME", "(.+)")
        if lacking := re.fullmatch(text, told):
            return words.message(key, language, **{name: lacking[1]})
    return told


def _without_outputs(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def _environment(aside, folder):
    chosen = {FOLDER_VARIABLE: str(Path(folder).resolve()), FIGURES_VARIABLE: str((aside / "figures").resolve())}
    return {**os.environ, **chosen}


def _tidy(notebook):
    """Without what differs from machine to machine: the version of Python, object addresses."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                output.traceback = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in output.traceback]
    return notebook


def _move_into_place(aside, out):
    _take_away(out / "figures", {path.name for path in aside.glob("figures/*")})
    for path in sorted(aside.glob("*/*")):
        target = out / path.relative_to(aside)
        target.parent.mkdir(exist_ok=True)
        path.replace(target)


def _take_away(figures, drawn):
    """Figures of an earlier run that this one did not draw; other files stay."""
    figures.mkdir(exist_ok=True)
    earlier = figures / WRITTEN
    for name in set(earlier.read_text(encoding="utf-8").splitlines() if earlier.exists() else ()) - drawn:
        (figures / Path(name).name).unlink(missing_ok=True)
    earlier.write_text("\n".join(sorted(drawn)) + "\n", encoding="utf-8")
