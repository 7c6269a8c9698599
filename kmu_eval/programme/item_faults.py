"""What is wrong with an ``items.toml``, told with place, what is allowed and the nearest known word."""

from collections import Counter, defaultdict
from unicodedata import normalize

from kmu_eval import vocabulary
from kmu_eval.code_book import LEAST_TO_MOST
from kmu_eval.programme.findings import unknown
from kmu_eval.programme.heading_faults import headings_of_no_source, headings_twice

FILE_NAME = "items.toml"
ASKED_OF = ("role", "channel", "mode", "kind", "interactive", "difficulty", "topic")
"""Columns of respondents and events by which an item may have been asked of some only."""
_NO_ANSWER = ("missing", "not_asked", "not_chosen")


def of_the_items(items):
    """What the file says that cannot be, though its form is right.

    Parameters
    ----------
    items : Items

    Yields
    ------
    (str, dict)
        A finding of a `ProgrammeError`.
    """
    for name, scale in items.scales.items():
        yield from _scale_faults(scale, f"{FILE_NAME}, scales.{name}")
    for name, item in items.items.items():
        yield from _item_faults(name, item, items, f"{FILE_NAME}, items.{name}")
    yield from headings_twice(items)


def of_the_sources(items, sources):
    """Sources of ``codes`` and ``headings`` that the programme does not have.

    Parameters
    ----------
    items : Items
    sources : sequence of str
        The names of the programme's sources.

    Yields
    ------
    (str, dict)
        A finding of a `ProgrammeError`.
    """
    for name, item in items.items.items():
        for source, codes in item.codes.items():
            if isinstance(codes, dict) and source not in sources:
                yield unknown("unknown_word", source, tuple(sources), f"{FILE_NAME}, items.{name}.codes")
    yield from headings_of_no_source(items, sources)


def _scale_faults(scale, where):
    for word in _twice(answer.word for answer in scale.answers):
        yield "answer_twice", {"where": where, "found": word}
    yield from _ambiguous({answer.word: answer.spellings for answer in scale.answers}, where)


def _ambiguous(spellings, where):
    """Texts that mean two words, blanks of all kinds being one."""
    meant = defaultdict(dict)
    for word, texts in spellings.items():
        for text in texts:
            meant[_plain(text)].setdefault(word, text)
    for words in meant.values():
        if len(words) > 1:
            yield "text_of_two", {"where": where, "found": next(iter(words.values())), "words": ", ".join(words)}


def _no_answer_faults(item, scale, where):
    """Texts that mean an answer, or option, and that there is none; or that there is none in two ways."""
    meant = defaultdict(dict)
    for word, text in _answer_texts(item, scale):
        meant[_plain(text)].setdefault((word, False), text)
    for key in _NO_ANSWER:
        for text in getattr(item, key):
            meant[_plain(text)].setdefault((key, True), text)
    for words in meant.values():
        if len(words) > 1 and any(none for _, none in words):
            found = next(iter(words.values()))
            yield "text_of_two", {"where": where, "found": found, "words": ", ".join(word for word, _ in words)}


def _answer_texts(item, scale):
    """Word and text of all answers or options, however files write them."""
    for answer in scale.answers if scale else ():
        yield from ((answer.word, text) for text in answer.spellings)
    for text, word in item.codes.items():
        yield from ((each, of) for of, each in word.items()) if isinstance(word, dict) else ((word, text),)
    for word, option in item.options.items():
        for texts in (option.spellings, *option.columns.values()):
            yield from ((word, text) for text in texts)


def _plain(text):
    return " ".join(normalize("NFC", text).split())


def _item_faults(name, item, items, where):
    if bool(item.options) == (item.scale is not None):
        yield "scale_or_options", {"where": where}
    elif item.scale is None:
        yield from _option_faults(item, where)
    elif item.scale not in items.scales:
        yield unknown("unknown_word", item.scale, tuple(items.scales), f"{where}.scale")
    else:
        yield from _code_faults(item, items.scales[item.scale], where)
    yield from _ambiguous({word: option.spellings for word, option in item.options.items()}, f"{where}.options")
    yield from _no_answer_faults(item, items.scales.get(item.scale), where)
    yield from _period_faults(
        {"": item, **{f".options.{word}": option for word, option in item.options.items()}}, where
    )
    for wave in item.wording_by_wave:
        if wave not in item.waves:
            yield "wording_not_asked", {"where": f"{where}.wording_by_wave.{wave}", "waves": ", ".join(item.waves)}
    for column, words in item.asked_of.items():
        if column not in ASKED_OF:
            yield unknown("unknown_key", column, ASKED_OF, f"{where}.asked_of")
        for word in words if vocabulary.CLOSED.get(column) else ():
            if word not in vocabulary.CLOSED[column]:
                yield unknown("unknown_word", word, vocabulary.CLOSED[column], f"{where}.asked_of.{column}")


def _option_faults(item, where):
    """What an item with options says that is only for one with a scale, and options that there are not."""
    if item.codes:
        yield "codes_of_options", {"where": where}
    if item.recommendation:
        yield "recommendation_of_options", {"where": where}
    yield from _other_faults(item, tuple(item.options), where)


def _other_faults(item, known, where):
    if item.other is not None and item.other not in known:
        yield unknown("unknown_word", item.other, known, f"{where}.other")


def _code_faults(item, scale, where):
    known = tuple(answer.word for answer in scale.answers)
    by_source = [codes for codes in item.codes.values() if isinstance(codes, dict)]
    flat = {text: word for text, word in item.codes.items() if isinstance(word, str)}
    for text, word in [pair for codes in (flat, *by_source) for pair in codes.items()]:
        if word not in known:
            yield unknown("unknown_word", word, known, f"{where}.codes.{text}")
    yield from _other_faults(item, known, where)
    on_scale = tuple(answer.word for answer in scale.ordered if not answer.dont_know)
    if item.recommendation and on_scale != LEAST_TO_MOST:
        yield "recommendation_scale", {"where": where, "scale": item.scale}


def _period_faults(asked, where):
    for name, each in asked.items():
        if each.from_ and each.until and each.until < each.from_:
            yield "asked_reversed", {"where": f"{where}{name}", "start": each.from_, "end": each.until}


def _twice(words):
    return [word for word, count in Counter(words).items() if count > 1]
