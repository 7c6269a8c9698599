"""Any small programme with any small survey: nobody need have answered, any event may be unknown."""

from dataclasses import replace

import pandas as pd
from hypothesis import strategies as st

from kmu_eval import vocabulary as words
from kmu_eval.code_book import LEAST_TO_MOST, Answer, CodeBook, Item, Option
from kmu_eval.tables import typed
from tests.measures.small_programmes import EVENTS, programmes

DONT_KNOW = Answer("dont_know", dont_know=True)
AGREEMENT = (Answer("no", value=1), Answer("rather", value=2, top=True), Answer("yes", value=4, top=True), DONT_KNOW)
BOOK = CodeBook(
    (
        Item("useful", answers=AGREEMENT, theme="event"),
        Item("clear", answers=AGREEMENT, theme="event"),
        Item("colour", answers=(Answer("red"), Answer("blue", top=True)), theme="event"),
        Item("recommend", answers=tuple(Answer(w, value=int(w)) for w in LEAST_TO_MOST), recommendation=True),
        Item("needs", answers=(Answer("not_chosen"), Answer("chosen")), options=(Option("time"), Option("staff"))),
    )
)


def respondents(draw, rows):
    drawn = st.lists
    return {
        "event": draw(drawn(st.integers(-1, EVENTS - 1), min_size=rows, max_size=rows)),
        "pairing": draw(drawn(st.integers(-1, 3), min_size=rows, max_size=rows)),
        "wave": draw(drawn(st.sampled_from(["pre", "post", "post"]), min_size=rows, max_size=rows)),
        "role": draw(drawn(st.sampled_from([*words.ROLE, None]), min_size=rows, max_size=rows)),
        "channel": draw(drawn(st.sampled_from([*words.CHANNEL, None]), min_size=rows, max_size=rows)),
    }


def responses(draw, rows):
    """Each respondent is asked each item or not, and answers it or not; drawn as one list, which is quick."""
    cells = [(who, item, option) for item in BOOK.items for who in range(rows) for option in _options(item)]
    drawn = draw(st.lists(st.integers(-2, 12), min_size=len(cells), max_size=len(cells)))
    numbers = {(who, item.word, option): number for (who, item, option), number in zip(cells, drawn, strict=True)}
    given = []
    for who, item, option in cells:
        of_item = numbers[who, item.word, _options(item)[0]]
        if of_item > -2:
            answer = None if of_item == -1 else item.words[numbers[who, item.word, option] % len(item.words)]
            given.append((who, item.word, option, answer))
    columns = zip(*given, strict=True) if given else ([], [], [], [])
    return dict(zip(["respondent", "item", "option", "answer"], columns, strict=True))


def _options(item):
    return [option.word for option in item.options] or [None]


def in_order_of_the_book(frame, book=BOOK):
    """Categories as intake gives them."""
    answers = dict.fromkeys(word for item in book.items for word in item.words)
    options = [option.word for item in book.items for option in item.options]
    ordered = {"item": [item.word for item in book.items], "option": options, "answer": list(answers)}
    return frame.assign(**{name: pd.Categorical(frame[name], each) for name, each in ordered.items()})


def with_frames(tables, book=BOOK, **frames):
    return replace(tables, read=lambda name: frames[name] if name in frames else tables.read(name), code_book=book)


@st.composite
def surveys(draw, most=7):
    rows = draw(st.integers(0, most))
    frames = {"respondents": typed(respondents(draw, rows), "respondents")}
    frames["responses"] = in_order_of_the_book(typed(responses(draw, rows), "responses"))
    return with_frames(draw(programmes()), **frames)
