"""A report in both languages beside the drawing of its figures alone. Asserts equality only, prints times."""

from pathlib import Path
from time import perf_counter

import kmu_eval as kmu
from kmu_eval.report.blocks import Picture
from kmu_eval.report.build import build
from kmu_eval.report.contents import contents
from kmu_eval.words import LANGUAGES

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


def _figures(project, language):
    return [block.figure for each in contents(project, language) for block in each.blocks if isinstance(block, Picture)]


def test_report(capsys):
    project = kmu.open_project(SAMPLE)
    figures = {language: _figures(project, language) for language in LANGUAGES}
    start = perf_counter()
    drawn = {language: [figure.files() for figure in figures[language]] for language in LANGUAGES}
    drawing = perf_counter() - start
    start = perf_counter()
    made = {language: build(project, language) for language in LANGUAGES}
    building = perf_counter() - start
    with capsys.disabled():
        n = sum(map(len, figures.values()))
        print(f"\nreport in both languages: {building:.1f} s; its {n} figures alone {drawing:.1f} s")
        print(f"ratio {building / drawing:.2f}")
    assert all(_named(drawn[language]).items() <= made[language].items() for language in LANGUAGES)


def _named(drawn):
    return {f"figures/{name}": content for files in drawn for name, content in files.items()}
