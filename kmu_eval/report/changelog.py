"""What CHANGELOG.md says of the code between two versions."""

import re
from importlib.resources import files
from pathlib import Path

FILE_NAME = "CHANGELOG.md"


def changelog():
    """The text of CHANGELOG.md: inside the installed package, or at the top of the repository; else empty."""
    package = Path(str(files("kmu_eval")))
    places = [package / FILE_NAME, package.parent / FILE_NAME]
    return next((path.read_text(encoding="utf-8") for path in places if path.is_file()), "")


def entries(text, earlier, later):
    """The entries of the versions after `earlier` up to `later`; of one and the same version its own.

    Parameters
    ----------
    text : str
        Of CHANGELOG.md: a heading ``## version`` above each version's entries, the newest first.
    earlier, later : str
        Versions.

    Returns
    -------
    list of str

    Examples
    --------
    >>> text = "# Changes\\n\\n## 0.2.0\\n\\n- Two.\\n  More.\\n\\n## 0.1.0 (not released)\\n\\n- One.\\n"
    >>> entries(text, "0.1.0", "0.2.0"), entries(text, "0.1.0", "0.1.0"), entries(text, "0.2.0", "0.1.0")
    (['Two. More.'], ['One.'], ['Two. More.'])
    """
    low, high = sorted([earlier, later], key=_parts)
    told = []
    for part in re.split(r"(?m)^## +", text)[1:]:
        heading, _, body = part.partition("\n")
        version = heading.split()[0] if heading.split() else ""
        if _parts(low) < _parts(version) <= _parts(high) or (low == high == version):
            told += [" ".join(entry.split()) for entry in re.split(r"(?m)^- ", body)[1:]]
    return told


def _parts(version):
    return tuple(int(number) for number in re.findall(r"\d+", version))
