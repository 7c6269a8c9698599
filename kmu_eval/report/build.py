"""All files of a report: documents, sheet of indicators, sentences, figures and the manifest."""

import datetime
from dataclasses import replace

from kmu_eval.figures.table_text import as_csv
from kmu_eval.report.blocks import Chapter, Picture, Prose
from kmu_eval.report.claimed import as_shown
from kmu_eval.report.contents import contents
from kmu_eval.report.document import Document
from kmu_eval.report.indicator_book import indicator_book, indicator_csv
from kmu_eval.report.indicator_tables import against_targets, all_indicators
from kmu_eval.report.manifest import FILE_NAME, manifest_text, run_manifest
from kmu_eval.report.manuscript import file_of, to_markdown
from kmu_eval.report.page import to_page
from kmu_eval.report.pdf import to_pdf
from kmu_eval.report.sheet import sheet
from kmu_eval.report.word import to_word
from kmu_eval.speech import Speech


def build(project, language, template=None, progress=lambda step: None):
    """Make a report, whole.

    Parameters
    ----------
    project : Project
    language : str
    template : path, optional
        A Word file whose styles, header and footer the Word documents take.
    progress : callable
        Told what is being made.

    Returns
    -------
    dict of str to bytes
        By name: ``report.<language>`` as md, docx, pdf and html; ``indicators.<language>`` as xlsx and docx and
        ``indicators.csv``; ``claims.csv``; ``sentences.<language>.txt``; ``figures/``; ``manifest.json``.

    Raises
    ------
    KmuEvalError
        If the extra for reports is not installed, or the template cannot be read.
    """
    chapters = contents(project, language, progress)
    figures = [block.figure for chapter in chapters for block in chapter.blocks if isinstance(block, Picture)]
    drawn = _drawn(figures, progress)
    speech = Speech(language, replace(project.origin, languages=(language,)))
    document = _document(
        project, speech, "title", chapters, {file_of(f, language): drawn[file_of(f, language)] for f in figures}
    )
    progress(speech.report("documents"))
    files = {f"report.{language}.md": document.markdown.encode()}
    files |= {f"report.{language}.{kind}": made for kind, made in _documents(document, template)}
    files |= _indicators(project, speech, template, figures)
    files |= {f"sentences.{language}.txt": _sentences(chapters).encode()}
    held = as_shown(project)
    files |= {} if held is None else {"claims.csv": as_csv(held).encode()}
    return {**files, **drawn, FILE_NAME: manifest_text(run_manifest(project, held)).encode()}


def _drawn(figures, progress):
    files = {}
    for place, figure in enumerate(figures, 1):
        progress(f"{figure.name} ({place}/{len(figures)})")
        files |= {f"figures/{name}": content for name, content in figure.files().items()}
    return files


def _document(project, speech, title, chapters, media=()):
    about, rules = speech.origin, project.rules
    days = [speech.day(datetime.date.fromisoformat(day)) for day in (rules.period_start, rules.period_end)]
    period = dict(zip(("start", "end"), days, strict=True))
    return Document(
        speech.report(title, programme=about.programme),
        speech.language,
        to_markdown(chapters, speech.language),
        dict(media),
        subtitle=speech.report("subtitle_synthetic" if about.synthetic else "subtitle", **period),
        source=speech.report("own_count", programme=about.programme),
    )


def _documents(document, template):
    yield "docx", to_word(document, template)
    yield "pdf", to_pdf(document)
    yield "html", to_page(document)


def _indicators(project, speech, template, figures):
    """The sheet of indicators: as a workbook with the table of every figure, as Word and as CSV."""
    made, language = sheet(project, speech.language), speech.language
    tables = [(figure.name, figure.table, figure.captions[language]) for figure in figures]
    against = against_targets(project, speech)
    blocks = tuple(filter(None, [against, *all_indicators(project, speech)]))
    word = _document(project, speech, "title_indicators", [Chapter(speech.report("annex_indicators"), blocks)])
    return {
        f"indicators.{language}.xlsx": indicator_book(made, project.rules, tables),
        f"indicators.{language}.docx": to_word(word, template),
        "indicators.csv": indicator_csv(made).encode(),
    }


def _sentences(chapters):
    """Every sentence, ready to paste, under the heading of its chapter."""
    told = {chapter.heading: [b.text for b in chapter.blocks if isinstance(b, Prose)] for chapter in chapters}
    return "\n\n".join("\n".join([heading.upper(), *texts]) for heading, texts in told.items() if texts) + "\n"
