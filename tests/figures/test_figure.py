import hashlib
import os
import subprocess
import sys
from base64 import b64decode
from dataclasses import FrozenInstanceError, replace

import pytest

from kmu_eval import figures, words
from kmu_eval.errors import KmuEvalError
from kmu_eval.figures.figure import FIGURES_VARIABLE
from kmu_eval.figures.style import COLOURS

NAMES = {
    f"no_shows_by_mode.{rest}"
    for rest in ("csv", *(f"{lang}.{s}" for lang in ("de", "en") for s in ("svg", "png", "md")))
}


@pytest.fixture
def figure(absences, origin):
    return figures.no_shows(absences, origin)


def test_input_unchanged(absences, origin, tmp_path):
    before = absences.copy(deep=True)
    figures.no_shows(absences, origin).save(tmp_path)
    assert absences.equals(before)


def test_a_figure_is_frozen(figure):
    with pytest.raises(FrozenInstanceError):
        figure.name = "other"


def test_the_saved_files(figure, tmp_path):
    paths = figure.save(tmp_path / "new")
    assert {path.name for path in paths} == NAMES == {path.name for path in (tmp_path / "new").iterdir()}


def test_the_words_beside_the_picture(figure, tmp_path):
    figure.save(tmp_path)
    written = (tmp_path / "no_shows_by_mode.de.md").read_text(encoding="utf-8")
    for part in (figure.captions["de"], figure.sources["de"], figure.alts["de"], "Zählregel: registered = yes"):
        assert part in written


def test_only_the_languages_of_the_programme(absences, origin, tmp_path):
    paths = figures.no_shows(absences, replace(origin, languages=("en",))).save(tmp_path)
    assert len(paths) == 4


@pytest.mark.parametrize(("part", "message"), [("sources", "names no source (de)"), ("alts", "has no alt text (de)")])
@pytest.mark.parametrize("text", ["", " \n"])
def test_refused_without_source_or_alt_text(figure, tmp_path, part, message, text):
    lacking = replace(figure, **{part: {**getattr(figure, part), "de": text}})
    with pytest.raises(KmuEvalError) as caught:
        lacking.save(tmp_path)
    assert message in str(caught.value)
    assert not any(tmp_path.iterdir())


def test_published_only_where_the_environment_names_a_folder(figure, tmp_path, monkeypatch):
    monkeypatch.delenv(FIGURES_VARIABLE, raising=False)
    assert figure.publish() is figure
    assert not any(tmp_path.iterdir())
    monkeypatch.setenv(FIGURES_VARIABLE, str(tmp_path))
    assert figure.publish() is figure
    assert {path.name for path in tmp_path.iterdir()} == NAMES


def test_displayed_as_picture_and_text(figure):
    data, metadata = figure._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert data["text/plain"] == figure.text
    assert metadata["image/png"]["width"]


def test_displayed_in_the_programmes_own_language(figure):
    english = replace(figure, languages=("en", "de"))
    assert figure._repr_mimebundle_()[0]["image/png"] != english._repr_mimebundle_()[0]["image/png"]


def test_small_groups_are_hidden_everywhere(figure, tmp_path, texts):
    figure.save(tmp_path)
    assert figure.table["hidden"].tolist() == ["no", "no", "small", "no"]
    assert "0.3333" not in figure.text
    assert "hybrid,no_shows,registrations,,,,registered = yes,small" in (tmp_path / "no_shows_by_mode.csv").read_text()
    assert "hybrid: < 5" in figure.alts["en"]
    assert "33" not in " ".join(texts(figure.draw("en")))


def test_the_caption_says_why_numbers_are_hidden(figure, absences, origin):
    assert figure.captions["en"].endswith("'< 5': groups under 5 are not shown.")
    assert "< 5" not in figures.no_shows(absences.drop(index=2), origin).captions["en"]


def test_source_and_synthetic_data_stand_on_the_picture(figure, texts):
    assert "Quelle: Zentrum, eigene Zählung · synthetische Daten" in texts(figure.draw("de"))
    assert "Source: Zentrum, own count · synthetic data" in texts(figure.draw("en"))


def test_real_data_are_not_called_synthetic(absences, origin):
    real = figures.no_shows(absences, replace(origin, synthetic=False))
    assert real.sources == {"de": "Quelle: Zentrum, eigene Zählung", "en": "Source: Zentrum, own count"}


def test_a_dollar_sign_is_no_formula(absences, origin, texts):
    labels = {("mode", "online", "en"): "$net$"}
    drawn = figures.no_shows(absences, replace(origin, labels=labels)).draw("en")
    assert "$net$" in texts(drawn)
    assert not drawn.axes[0].get_yticklabels()[1].get_parse_math()


def test_axes_stand_where_the_page_was_settled(figure):
    drawn = figure.draw("de")
    before = drawn.axes[0].get_position().bounds
    assert before == pytest.approx([round(edge, 5) for edge in before], abs=1e-12)
    assert not drawn.get_constrained_layout()


SAVE = """
import sys
import matplotlib
matplotlib.rcParams["axes.facecolor"] = sys.argv[2]
import pandas as pd
from kmu_eval import figures
from kmu_eval.tables import Origin
frame = pd.DataFrame({"mode": ["online"], "indicator": "no_shows", "n": [200], "n_missing": [0], "estimate": [0.25]})
areas = {"area": ["10"], "latitude": [52.5], "longitude": [13.4], "indicator": "organisations", "unit": "organisations"}
figures.no_shows(frame, Origin("Centre")).save(sys.argv[1])
figures.area_map(pd.DataFrame({**areas, "estimate": [40.0]}), Origin("Centre")).save(sys.argv[1])
assert "matplotlib.pyplot" not in sys.modules and matplotlib.rcParams["axes.facecolor"] == sys.argv[2]
"""


def test_the_same_bytes_in_two_processes_whatever_the_users_settings(tmp_path):
    def hashes(folder, size, seed):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", SAVE, str(tmp_path / folder), size], check=True, env=environment)
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / folder).iterdir()}

    first = hashes("first", "white", "0")
    assert len(first) == 8
    assert hashes("second", "red", "1") == first


def test_no_date_and_no_program_in_the_files(figure):
    svg = figure.svg("de")
    assert b"<dc:date>" not in svg
    assert b"<dc:creator>" not in svg
    assert b"Software" not in figure.png("de")


def test_importing_figures_loads_no_drawing_library():
    heavy = "[m for m in ('matplotlib', 'seaborn', 'babel', 'scipy') if m in sys.modules]"
    code = f"import sys, kmu_eval.figures; sys.exit(str({heavy}) if {heavy} else 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_text_has_both_languages():
    for part in words._texts("captions").values():
        assert all(set(texts) == {"de", "en"} for texts in part.values())


def test_words_of_one_column_have_colours_of_their_own():
    for column in ("mode", "role"):
        colours = [colour for (owner, _), colour in COLOURS.items() if owner == column]
        assert len(set(colours)) == len(colours)


@pytest.mark.parametrize("name", sorted(set(figures.__all__) - {"Figure", "table"}))
def test_every_family_names_itself(name):
    assert callable(getattr(figures, name))
    places = dict.fromkeys(["unit", "panel", "row", "column", "indicator", "first", "second", "about"], "")
    assert words.caption(name, "title", "de", **places)


def test_drawn_once_for_several_kinds_each_has_the_same_bytes(figure):
    assert figure.pictures("de", "png", "svg") == {"png": figure.png("de"), "svg": figure.svg("de")}
