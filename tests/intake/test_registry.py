import stat

import pytest

from kmu_eval.intake.pseudonyms import Key
from kmu_eval.intake.registry import read_registry, registry_path, write_registry
from kmu_eval.project import open_project

SOURCES = """
[sources.lists]
table = "participations"
files = "raw/*.csv"

[sources.lists.columns]
event = "Nr"
name = "Name"
email = "Mail"
organisation = "Firma"
postcode = "PLZ"
attended = { value = "yes" }
"""
HEAD = "Nr;Name;Mail;Firma;PLZ\n"
NAMES = ("Möller Maschinenbau GmbH", "Möller Maschinenbau", "MOELLER Maschinenbau", "Maschinenbau Möller")


@pytest.fixture
def key(tmp_path):
    return Key(b"a key of the tests", place=tmp_path / "a.key")


def test_what_was_written_is_read_and_added_to(key):
    assert read_registry(key) == {"organisation": frozenset(), "participant": frozenset()}
    write_registry(key, {"organisation": ["b", "a"], "participant": ["x"]})
    write_registry(key, {"organisation": ["c"], "participant": []})
    assert read_registry(key) == {"organisation": frozenset("abc"), "participant": frozenset("x")}
    assert stat.S_IMODE(registry_path(key).stat().st_mode) == 0o600
    assert [path.name for path in registry_path(key).parent.iterdir()] == ["a.names.csv"]


def test_where_nothing_can_be_written_it_is_told(tmp_path, snapshot):
    key = Key(b"a key of the tests", place=tmp_path / "not there" / "a.key")
    (told,) = write_registry(key, {"organisation": ["a", "b"], "participant": ["x"]})
    assert {language: told.text(language) for language in ("de", "en")} == snapshot


def test_a_public_key_has_none():
    key = Key(b"public")
    assert write_registry(key, {"organisation": ["a"], "participant": []}) == []
    assert registry_path(key) is None
    assert read_registry(key)["organisation"] == frozenset()


@pytest.mark.parametrize("first", range(len(NAMES)))
def test_pseudonyms_stay_when_a_spelling_is_added_later(first, tmp_path, write_folder):
    def lists(*names):
        return {"raw/a.csv": HEAD + "".join(f"E1;P {i};p{i}@x.example;{name};50667\n" for i, name in enumerate(names))}

    folder = write_folder(tmp_path / "p", SOURCES, lists(NAMES[first]))
    before = open_project(folder).organisations["pseudonym"].tolist()
    (folder / "raw/a.csv").write_text(lists(*NAMES)["raw/a.csv"], encoding="utf-8")
    assert open_project(folder).organisations["pseudonym"].tolist() == before
