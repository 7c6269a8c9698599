"""A set of files is there as a whole or not at all, whatever interrupts its writing."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kmu_eval.errors import KmuEvalError
from kmu_eval.report import exchange as exchanging
from kmu_eval.report import writing
from kmu_eval.report.writing import WRITTEN, write_file, write_set
from tests.report.interrupted import EARLIER, LATER


def files(folder):
    """The contents of a folder by path, without the list of what was written."""
    paths = [path for path in sorted(Path(folder).rglob("*")) if path.is_file() and path.name != WRITTEN]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def beside(folder):
    return [path.name for path in folder.parent.iterdir() if path != folder]


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "out" / "report"
    write_set(place, EARLIER)
    return place


def test_a_later_set_takes_the_place_of_the_earlier_one_and_nothing_is_left_beside_it(folder):
    assert write_set(folder, LATER) == []
    assert files(folder) == LATER
    assert beside(folder) == []


def test_the_list_of_what_was_written_is_one_that_sha256sum_reads(folder):
    lines = (folder / WRITTEN).read_text(encoding="utf-8").splitlines()
    assert lines == [f"{hashlib.sha256(b'earlier').hexdigest()}  {name}" for name in sorted(EARLIER)]


def test_what_a_person_put_into_the_folder_stays(folder):
    (folder / "notes.txt").write_bytes(b"mine")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "b.md").write_bytes(b"mine")
    for _ in range(2):
        assert write_set(folder, LATER) == []
        assert files(folder) == {**LATER, "notes.txt": b"mine", "drafts/b.md": b"mine"}


def test_what_a_person_changed_in_our_files_stays_under_another_name(folder):
    (folder / "report.md").write_bytes(b"edited")
    (folder / "gone.csv").write_bytes(b"edited too")
    assert write_set(folder, LATER) == ["gone.changed.csv", "report.changed.md"]
    (folder / "report.md").write_bytes(b"edited again")
    assert write_set(folder, LATER) == ["report.changed2.md"]
    kept = {"gone.changed.csv": b"edited too", "report.changed.md": b"edited", "report.changed2.md": b"edited again"}
    assert files(folder) == {**LATER, **kept}


def test_a_persons_file_whose_name_is_now_ours_stays_under_another_name(folder):
    (folder / "figures" / "b.csv").write_bytes(b"mine")
    assert write_set(folder, LATER) == ["figures/b.changed.csv"]


def test_the_rights_of_the_folder_stay(folder):
    folder.chmod(0o700)
    write_set(folder, LATER)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_named_by_a_link_is_filled_where_it_lies(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    write_set(tmp_path / "link", LATER)
    assert (tmp_path / "link").is_symlink()
    assert files(folder) == LATER


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_folder_with_other_things_is_refused(tmp_path, language, snapshot, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("own").mkdir()
    Path("own", "thesis.docx").write_bytes(b"mine")
    with pytest.raises(KmuEvalError) as refused:
        write_set("own", LATER)
    assert refused.value.text(language) == snapshot
    assert files("own") == {"thesis.docx": b"mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "report").write_bytes(b"mine")
    with pytest.raises(KmuEvalError, match="is a file, not a folder"):
        write_set(tmp_path / "report", LATER)
    assert (tmp_path / "report").read_bytes() == b"mine"


FAULTS = [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EBUSY, errno.EIO]


@pytest.mark.parametrize("number", FAULTS, ids=lambda number: errno.errorcode[number])
@pytest.mark.parametrize("at", ["fsync", "exchange"])
def test_a_fault_of_the_system_leaves_the_earlier_set_and_is_told(folder, monkeypatch, number, at, snapshot):
    def fails(*_):
        raise OSError(number, "fault of the system")

    patched = (os, "fsync") if at == "fsync" else (writing, "exchange")
    monkeypatch.setattr(*patched, fails)
    monkeypatch.chdir(folder.parent)
    with pytest.raises(KmuEvalError) as told:
        write_set("report", LATER)
    assert files(folder) == EARLIER
    assert beside(folder) == []
    assert [told.value.text(language) for language in ("de", "en")] == snapshot


def test_on_a_really_full_disk_the_earlier_set_is_whole(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        write_set(disk / "report", EARLIER)
        with pytest.raises(KmuEvalError, match="No space is left"):
            write_set(disk / "report", {**LATER, "large.pdf": bytes(400_000)})
        assert files(disk / "report") == EARLIER
        assert beside(disk / "report") == []
        write_set(disk / "report", LATER)
        assert files(disk / "report") == LATER
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def run(folder, how, last):
    script = [sys.executable, "-m", "tests.report.interrupted", str(folder), how, str(last)]
    return subprocess.run(script, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize("how", ["one_step", "several"])
def test_killed_at_ten_points_the_folder_holds_one_whole_set_and_the_next_run_tidies_up(tmp_path, how):
    write_set(tmp_path / "whole" / "report", EARLIER)
    lines = int(run(tmp_path / "whole" / "report", how, 0).stdout)
    seen = []
    for point in range(10):
        folder = tmp_path / str(point) / "report"
        write_set(folder, EARLIER)
        assert run(folder, how, 1 + point * (lines - 1) // 9).returncode == -signal.SIGKILL
        seen.append(files(folder))
        write_set(folder, LATER)
        assert files(folder) == LATER
        assert beside(folder) == []
    assert all(found in (EARLIER, LATER) for found in seen)
    assert seen[0] == EARLIER
    assert seen[-1] == LATER


def test_where_folders_cannot_be_exchanged_in_one_step_the_earlier_one_is_never_lost(folder, monkeypatch):
    """Killed between two renamings: the earlier set lies whole beside its place, and the next run puts it back."""
    monkeypatch.setattr(exchanging, "_in_one_step", lambda first, second: False)
    aside = folder.with_name(".report.earlier")
    folder.rename(aside)
    assert files(aside) == EARLIER
    monkeypatch.setattr(os, "fsync", lambda number: (_ for _ in ()).throw(OSError(errno.ENOSPC, "")))
    with pytest.raises(KmuEvalError):
        write_set(folder, LATER)
    assert files(folder) == EARLIER
    monkeypatch.undo()
    write_set(folder, LATER)
    assert files(folder) == LATER


def test_a_file_is_written_whole_or_the_earlier_one_stays(tmp_path, monkeypatch):
    write_file(tmp_path / "new" / "report.md", b"one")
    monkeypatch.setattr(os, "fsync", lambda number: (_ for _ in ()).throw(OSError(errno.ENOSPC, "")))
    with pytest.raises(KmuEvalError, match="No space is left"):
        write_file(tmp_path / "new" / "report.md", b"two")
    assert files(tmp_path / "new") == {"report.md": b"one"}
