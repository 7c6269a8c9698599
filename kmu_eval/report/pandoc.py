"""Pandoc, which reads the Markdown of a document and writes it as Word, Typst and HTML."""

import json
import re
import subprocess

from kmu_eval.errors import KmuEvalError

_OFF = ("raw_html", "raw_tex", "raw_attribute", "tex_math_dollars", "smart", "citations", "latex_macros")
_OFF += ("yaml_metadata_block", "pandoc_title_block", "example_lists", "strikeout", "subscript", "superscript")
MARKDOWN = "-".join(["markdown", *_OFF])
"""Pandoc's Markdown without what would take plain text for code: ``<b>``, ``$5``, ``@name`` stand as they are."""


def legal(text):
    """The text without the characters that no XML may hold.

    Examples
    --------
    >>> legal("a\\x00b\\tc")
    'ab\\tc'
    """
    return re.sub(
        r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text.replace("\r\n", "\n").replace("\r", "\n")
    )


def tree_of(markdown):
    """The tree of a Markdown text.

    Parameters
    ----------
    markdown : str

    Returns
    -------
    dict

    Examples
    --------
    >>> tree_of("<b> & $5")["blocks"][0]["c"][0]
    {'t': 'Str', 'c': '<b>'}
    """
    return json.loads(run(["-f", MARKDOWN, "-t", "json"], legal(markdown)))


def written(tree, *arguments):
    """A tree written by pandoc.

    Parameters
    ----------
    tree : dict
    *arguments : str
        Of pandoc: ``-t`` and the format.

    Returns
    -------
    bytes
    """
    return run(["-f", "json", "-o", "-", *arguments], json.dumps(tree))


def run(arguments, text):
    """What pandoc says to a text; it sees no file but those that the arguments name, and no network.

    Raises
    ------
    KmuEvalError
        If pandoc is absent, or refuses.
    """
    done = subprocess.run([_program(), "--sandbox", *arguments], input=text.encode(), capture_output=True)
    if done.returncode:
        raise KmuEvalError(("document_failed", {"program": "pandoc", "fault": done.stderr.decode().strip()}))
    return done.stdout


def _program():
    try:
        import pypandoc

        return pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        raise KmuEvalError(("report_extra_absent", {"package": "pypandoc-binary"})) from None
