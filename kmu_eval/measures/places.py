"""Where each answer belongs: items and options as parts, and every row of responses as a place among their answers."""

from dataclasses import dataclass

import numpy as np

from kmu_eval.code_book import Item
from kmu_eval.errors import MeasureError
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.counting import is_word


@dataclass(frozen=True)
class Part:
    """An item, or one option of a multiple choice item."""

    item: Item
    option: str | None = None

    @property
    def width(self):
        """Its answers, and one more place for: left out."""
        return len(self.item.words) + 1


def items_of(book, asked, fits=lambda item: True, fault="no_items"):
    """The items asked for, in that order; those of a theme may be asked for by its name.

    Parameters
    ----------
    book : CodeBook
    asked : str or sequence of str
        Words of items, or of themes where no item has the word.
    fits : callable
        Which items can be measured so; of a theme the others are left out.
    fault : str
        The message if none fits.

    Returns
    -------
    list of Item

    Raises
    ------
    MeasureError
        If a word is neither an item nor a theme, or stands for none that fits.

    Examples
    --------
    >>> from kmu_eval.code_book import CodeBook, Option
    >>> needs = Item("needs", theme="further", options=(Option("time"), Option("money")))
    >>> [item.word for item in items_of(CodeBook((Item("useful"), needs)), ["further", "useful"])]
    ['needs', 'useful']
    """
    named = {item.word: (item,) for item in book.items}
    named |= {item.theme: book.of_theme(item.theme) for item in book.items if item.theme and item.theme not in named}
    asked = choose([asked] if isinstance(asked, str) else list(asked), named, "items.toml")
    found = {word: [item for item in named[word] if fits(item)] for word in asked}
    unfit = [word for word in asked if not found[word]]
    if unfit or not asked:
        raise MeasureError(*((fault, {"item": word}) for word in unfit), *([] if asked else [("no_items", {})]))
    return list({item.word: item for word in asked for item in found[word]}.values())


def parts_of(items):
    """The parts of some items, in order: each item, or each option of a multiple choice item."""
    return [part for item in items for part in _parts(item)]


def _parts(item):
    return [Part(item, option.word) for option in item.options] if item.multiple else [Part(item)]


def end_of(parts):
    """The place beyond all answers of all parts."""
    return 1 + sum(part.width for part in parts)


def rows_of(responses, parts):
    """The rows of responses that belong to the items of some parts; all where most do.

    Parameters
    ----------
    responses : DataFrame
    parts : sequence of Part

    Returns
    -------
    int array or slice
    """
    words = {part.item.word for part in parts}.intersection(responses["item"].array.categories)
    if 2 * len(words) > len(responses["item"].array.categories):
        return slice(None)
    return np.flatnonzero(is_word(responses["item"], *words))


def answer_places(responses, parts, rows=slice(None)):
    """For each row of responses its place among the answers of all parts, one part after the other.

    Parameters
    ----------
    responses : DataFrame
    parts : sequence of Part
    rows : int array or slice
        The rows that are looked at.

    Returns
    -------
    int array
        0 where the row belongs to no part; a part of width w takes w places, the last for: left out. One place beyond
        them all for an answer or option that the item does not have.
    """
    columns = ["item", "option", "answer"] if any(part.option for part in parts) else ["item", "answer"]
    words = {name: list(responses[name].array.categories) for name in columns}
    sizes, codes = [len(words[name]) + 1 for name in columns], [responses[name].array.codes[rows] for name in columns]
    place = codes[0].astype(np.min_scalar_type(-int(np.prod(sizes))))
    for size, code in zip(sizes[1:], codes[1:], strict=True):
        place *= place.dtype.type(size)
        place += code
    place += place.dtype.type(_of_ones(sizes))
    return _lookup(parts, words).ravel().take(place)


def _of_ones(sizes):
    """The place of code 1 in every column; codes begin at -1, places at 0."""
    place = 0
    for size in sizes:
        place = place * size + 1
    return place


def _lookup(parts, words):
    """The place of each item, option and answer; the first of each column is missing."""
    place = np.zeros([len(each) + 1 for each in words.values()], np.intp)
    at = {name: {word: code for code, word in enumerate((None, *each))} for name, each in words.items()}
    place[[at["item"][part.item.word] for part in parts if part.item.word in at["item"]]] = end_of(parts)
    first = 1
    for part in parts:
        if part.item.word in at["item"] and (part.option is None or part.option in at["option"]):
            cells = place[at["item"][part.item.word]]
            cells = cells if part.option is None else cells[at["option"][part.option]]
            given = enumerate((*part.item.words, None), first)
            codes = {at["answer"][word]: each for each, word in given if word in at["answer"]}
            cells[..., list(codes)] = list(codes.values())
        first += part.width
    return place


def refuse_unknown(rows, parts):
    """Tell the answers that are none of their item's.

    Parameters
    ----------
    rows : DataFrame
        Rows of responses that have such an answer, or an option that the item does not have.
    parts : sequence of Part

    Raises
    ------
    MeasureError
    """
    wrong = rows.drop_duplicates(["item", "option", "answer"]).astype("object").fillna("")
    items = {part.item.word: part.item for part in parts}
    raise MeasureError(*(_finding(row, items[row.item]) for row in wrong.itertuples()))


def _finding(row, item):
    options = [option.word for option in item.options]
    if item.multiple and row.option not in options:
        return "unknown_word", {"found": row.option, "known": options, "where": f"responses, option ({item.word})"}
    return "unknown_word", {"found": row.answer, "known": list(item.words), "where": f"responses, answer ({item.word})"}
