"""A draft read from a file, filled and written beside the list of its numbers; the draft itself stays as it is."""

from pathlib import Path

from kmu_eval.errors import KmuEvalError
from kmu_eval.figures.table_text import safe
from kmu_eval.report.drafts import fill
from kmu_eval.report.writing import write_file


def fill_file(draft, project, out, language=None, more=None):
    """Fill a draft into another file, and list its numbers beside it.

    Parameters
    ----------
    draft : path
    project : Project
    out : path
        Gets the text; ``<name>.numbers.csv`` beside it line, marker, text, number and rule of each marker.
    language, more
        As in `drafts.fill`.

    Returns
    -------
    list of (str, dict)
        What is to be told: keys of ``messages.toml``, with the values that they name.

    Raises
    ------
    KmuEvalError
        Where the draft is lacking or no UTF-8, has faults, or is `out` itself; nothing is then written.
    """
    draft, out = Path(draft), Path(out)
    text = _read(draft)
    _refuse_itself(draft, out)
    made = fill(text, project, language, more, draft.name)
    listed = out.with_name(f"{out.stem}.numbers.csv")
    _refuse_itself(draft, listed)
    write_file(listed, safe(made.numbers).to_csv(index=False, lineterminator="\n").encode())
    write_file(out, made.text.encode())
    return _told(made, out, listed)


def _read(draft):
    try:
        return draft.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KmuEvalError(("not_utf8", {"file": draft.name})) from None
    except OSError:
        raise KmuEvalError(("draft_lacking", {"where": str(draft)})) from None


def _refuse_itself(draft, out):
    if out.exists() and out.samefile(draft):
        raise KmuEvalError(("draft_itself", {"where": str(draft)}))


def _told(made, out, listed):
    told = [("draft_filled", {"n": len(made.numbers), "out": str(out), "listed": str(listed)})]
    bare = [("draft_bare", {**row, "text": row["text"][:120]}) for row in made.bare.to_dict("records")]
    return [*told, *bare, *([("draft_bare_all", {"n": len(bare)})] if bare else [])]
