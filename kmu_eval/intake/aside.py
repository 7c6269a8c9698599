"""A file written aside and moved into place."""

from pathlib import Path
from tempfile import TemporaryDirectory

from kmu_eval.errors import IntakeError


def replace_file(path, content):
    """Write a file aside and move it into place: the earlier one stays until the new one is whole.

    Parameters
    ----------
    path : Path
    content : bytes

    Raises
    ------
    IntakeError
        Where a program that has the file open does not let go of it.
    """
    with TemporaryDirectory(prefix=".writing-", dir=path.parent) as aside:
        new = Path(aside, path.name)
        new.write_bytes(content)
        try:
            new.replace(path)
        except PermissionError:
            raise IntakeError(("init_cannot_write", {"where": path.name})) from None
