"""The manifest of a prepared folder: every input with its hash, the rules, the code; and whether they still hold."""

import hashlib
import json
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from kmu_eval import __version__, claiming, comparing
from kmu_eval.code_book import stored
from kmu_eval.intake.pseudonyms import find_key
from kmu_eval.programme.declared import declared
from kmu_eval.tables import CountingRules, Origin
from kmu_eval.target_group import TargetGroup

FILE_NAME = "manifest.json"
FOLDER_NAME = "prepared"
LISTS = frozenset({".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"})
"""Endings of files that may be lists."""
NO_LISTS = ("~$", ".", "readme", "liesmich", "fragen.", "questions.", "targets.", "review.xlsx")
"""How names begin of files that are none."""
COMPANIONS = ("programme.toml", "items.toml", "claims.toml", "targets.csv", "forgotten.csv", "overrides.csv")


def manifest_text(folder, programme, inputs, readings, key, counts, targets, code_book, claims):
    """The manifest as text: no name, no key, no path outside the programme folder."""
    labels = {**claiming.labels(claims), **code_book.labels_beside(programme.origin.labels)}
    origin = vars(programme.origin) | {"labels": [[*k, text] for k, text in labels.items()]}
    content = {
        "versions": _versions(),
        "code": code_hash(),
        "key": {"fingerprint": key.fingerprint, "public": programme.privacy.public_key is not None},
        "globs": programme.globs,
        "unread": unread_files(folder, programme.globs),
        "inputs": inputs,
        "readings": readings,
        "rules": asdict(programme.rules),
        "keep_until": programme.privacy.keep_until and programme.privacy.keep_until.isoformat(),
        "origin": origin,
        "targets": list(targets),
        "code_book": stored(code_book),
        "comparing": comparing.stored(programme.comparing),
        "declared": declared(folder),
        "claims": claiming.stored(claims),
        "counts": counts,
    }
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def read_manifest(prepared):
    """The manifest of a prepared folder, or None where there is none."""
    path = Path(prepared, FILE_NAME)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def rules_of(manifest):
    """The counting rules that the tables were prepared under."""
    group = manifest["rules"]["target_group"]
    group = TargetGroup(**{**group, "organisation_types": tuple(group["organisation_types"])})
    return CountingRules(**{**manifest["rules"], "target_group": group})


def origin_of(manifest):
    """Where the numbers of the prepared tables come from."""
    stored = manifest["origin"]
    labels = {(column, word, language): text for column, word, language, text in stored["labels"]}
    return Origin(**{**stored, "languages": tuple(stored["languages"]), "labels": MappingProxyType(labels)})


def is_current(folder, manifest):
    """Whether the tables are there, and the inputs, the code and the key are those that they were prepared from."""
    if manifest is None or manifest["code"] != code_hash() or lacking(Path(folder, FOLDER_NAME), manifest):
        return False
    if hash_inputs(folder, matching(folder, manifest["globs"])) != manifest["inputs"]:
        return False
    if unread_files(folder, manifest["globs"]) != manifest["unread"]:
        return False
    return manifest["key"]["public"] or find_key().fingerprint == manifest["key"]["fingerprint"]


def lacking(prepared, manifest):
    """The files of a prepared folder that the manifest speaks of and that are not there."""
    names = [*(f"{name}.parquet" for name in manifest["counts"]), "ledger.csv", "issues.csv"]
    return [name for name in names if not Path(prepared, name).exists()]


def matching(folder, globs):
    """The raw files that any of the patterns names, sorted; Excel's lock files and what we made are left out."""
    found = {path for glob in globs for path in Path(folder).glob(glob) if path.is_file()}
    ours = Path(folder, FOLDER_NAME)
    return sorted(path for path in found if not path.name.startswith("~$") and ours not in path.parents)


def unread_files(folder, globs):
    """Lists in the folder or in ``raw/`` that no pattern names, by their path below the folder."""
    read = set(matching(folder, globs))
    places = [*Path(folder).glob("*"), *Path(folder, "raw").rglob("*")]
    lists = [path for path in places if path.suffix.casefold() in LISTS and path.is_file() and path not in read]
    names = {path.relative_to(folder).as_posix() for path in lists if not path.name.casefold().startswith(NO_LISTS)}
    return sorted(names - set(COMPANIONS))


def hash_inputs(folder, paths):
    """SHA-256 of every input and companion by its path below the folder."""
    companions = [Path(folder, name) for name in COMPANIONS if Path(folder, name).exists()]
    return {path.relative_to(folder).as_posix(): _hash(path) for path in [*companions, *paths]}


def code_hash():
    """SHA-256 of the code that prepares: newer code prepares anew."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in code_files())).hexdigest()


def code_files():
    """The files whose code and texts make the prepared tables and their issue list."""
    package = Path(__file__).parents[1]
    names = ("claiming", "code_book", "comparing", "errors", "storage", "tables", "target_group", "vocabulary", "words")
    single = ("messages.toml", *(f"{name}.py" for name in names))
    kinds = [(room, kind) for room in ("intake", "programme", "schema") for kind in ("*.py", "*.toml")]
    rooms = (path for room, kind in kinds for path in (package / room).rglob(kind))
    return sorted([*rooms, *(package / name for name in single)])


def _versions():
    packages = {name: version(name) for name in ("numpy", "pandas", "pyarrow", "python-calamine")}
    return {"kmu_eval": __version__, "python": platform.python_version(), **packages}


def _hash(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
