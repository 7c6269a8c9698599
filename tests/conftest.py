"""What all tests share: a pseudonym key of their own, and a way to write a programme folder."""

import pytest
from hypothesis import HealthCheck, settings

quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("kmu_eval", deadline=None, derandomize=True, max_examples=50, suppress_health_check=quiet)
settings.load_profile("kmu_eval")

ABOUT = """
[programme]
name = "Testprogramm"
period = { start = 2020-01-01, end = 2020-12-31 }
languages = ["en", "de"]
"""


@pytest.fixture(autouse=True, scope="session")
def key_of_the_session(tmp_path_factory):
    """Fixtures that live longer than a test do not touch the user's configuration folder either."""
    path = tmp_path_factory.mktemp("key") / "pseudonym.key"
    path.write_text("a key of the tests, no secret\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KMU_EVAL_KEY", str(path))
        yield


@pytest.fixture(autouse=True)
def key_file(tmp_path_factory, monkeypatch):
    """No test touches the user's configuration folder: the key is a file of the test."""
    path = tmp_path_factory.mktemp("key") / "pseudonym.key"
    path.write_text("a key of the tests, no secret\n", encoding="utf-8")
    monkeypatch.setenv("KMU_EVAL_KEY", str(path))
    return path


@pytest.fixture(scope="session")
def write_folder():
    """A function that writes a programme folder: its sources as TOML, its files as text or bytes by path."""

    def write(folder, sources, files=None, about=ABOUT):
        for path, content in {"programme.toml": about + sources, **(files or {})}.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write
