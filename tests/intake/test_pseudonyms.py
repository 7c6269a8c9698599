import os
import stat

import pytest

from kmu_eval.errors import IntakeError
from kmu_eval.intake.pseudonyms import SHORTEST_KEY, Key, default_place, find_key, key_path


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """The user's configuration folder, moved into the test's."""
    monkeypatch.delenv("KMU_EVAL_KEY")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    return tmp_path


def test_a_key_is_made_in_the_users_own_folder_that_only_its_owner_can_read(own_folder):
    key = find_key()
    place = default_place()
    assert place.is_relative_to(own_folder)
    assert key.created
    assert key_path() == place
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert len(key.secret) == 64


def test_the_key_is_made_once(own_folder):
    first, second = find_key(), find_key()
    assert first.secret == second.secret
    assert not second.created


def test_the_named_key_file(key_file):
    key = find_key()
    assert (key.secret, key.created) == (b"a key of the tests, no secret", False)
    assert key_path() == key_file


def test_a_named_key_file_that_is_not_there_is_no_reason_to_make_one(tmp_path, monkeypatch, snapshot):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KMU_EVAL_KEY", "nowhere.key")
    with pytest.raises(IntakeError) as error:
        find_key()
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "\n", "too short"])
def test_a_short_key_is_refused(content, key_file, monkeypatch, snapshot):
    monkeypatch.chdir(key_file.parent)
    monkeypatch.setenv("KMU_EVAL_KEY", key_file.name)
    key_file.write_text(content, encoding="utf-8")
    with pytest.raises(IntakeError) as error:
        find_key()
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot


def test_the_shortest_key_will_do(key_file):
    key_file.write_text("k" * SHORTEST_KEY, encoding="utf-8")
    assert find_key().secret == b"k" * SHORTEST_KEY


def test_blanks_around_a_key_do_not_count(key_file):
    before = find_key().fingerprint
    key_file.write_text("  a key of the tests, no secret\r\n", encoding="utf-8")
    assert find_key().fingerprint == before


def test_the_public_key():
    assert find_key("public").secret == b"public"


def test_the_secret_is_not_shown():
    assert "secret words" not in repr(Key(b"secret words"))


def test_pseudonyms_are_short_stable_and_tell_nothing_of_the_key():
    key = Key(b"k" * 16)
    assert key.pseudonym("participant", "anna") == key.pseudonym("participant", "anna")
    assert len(key.pseudonym("participant", "anna")) == len(key.fingerprint) == 20
    assert key.fingerprint != Key(b"l" * 16).fingerprint
