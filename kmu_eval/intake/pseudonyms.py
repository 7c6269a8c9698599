"""The pseudonym key and the pseudonyms made with it."""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from kmu_eval.errors import IntakeError

KEY_VARIABLE = "KMU_EVAL_KEY"
SHORTEST_KEY = 16


@dataclass(frozen=True)
class Key:
    """A pseudonym key, and whether it was made just now.

    Parameters
    ----------
    secret : bytes
    created : bool
    place : Path, optional
        Its file; none if it is a public one.
    """

    secret: bytes = field(repr=False)
    created: bool = False
    place: Path | None = None

    @property
    def fingerprint(self):
        """What tells two keys apart without giving them away."""
        return self.pseudonym("fingerprint", "")

    def pseudonym(self, what, text):
        """The pseudonym of one text: 20 hexadecimal digits of its HMAC-SHA256.

        Examples
        --------
        >>> Key(b"public").pseudonym("participant", "anna@firma.example")
        'a067995315532fa4739b'
        """
        return hmac.digest(self.secret, f"{what}|{text}".encode(), hashlib.sha256).hex()[:20]


def find_key(public_key=None):
    """The key: the public one of synthetic data, else that of the key file, which is made when there is none.

    Parameters
    ----------
    public_key : str, optional
        The key that stands in ``programme.toml`` of synthetic data.

    Returns
    -------
    Key

    Raises
    ------
    IntakeError
        Where the named key file is not there, or too short to be a key.
    """
    if public_key is not None:
        return Key(public_key.encode())
    path = key_path()
    created = not os.environ.get(KEY_VARIABLE) and _create(path)
    if not path.is_file():
        raise IntakeError(("no_key", {"where": str(path), "variable": KEY_VARIABLE}))
    secret = path.read_bytes().strip()
    if len(secret) < SHORTEST_KEY:
        raise IntakeError(("short_key", {"where": str(path), "least": SHORTEST_KEY}))
    return Key(secret, created, path)


def key_path():
    """The key file: the one that ``KMU_EVAL_KEY`` names, else the one in the user's own configuration folder."""
    named = os.environ.get(KEY_VARIABLE)
    return Path(named) if named else default_place()


def default_place():
    """The key file in the user's own configuration folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir("kmu_eval", appauthor=False)) / "pseudonym.key"


def _create(path):
    """Make a key that only its owner can read; False where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    return True
