"""The draft of the code book as text: ``items.toml`` with comments that say what a person must look at."""

from dataclasses import replace

from kmu_eval import words
from kmu_eval.draft.items import free_name, short
from kmu_eval.draft.programme_text import one_line, toml_of
from kmu_eval.draft.scales import DONT_KNOW

_OTHER = {"de": "Sonstiges", "en": "other"}


def items_text(draft, interview):
    """The text of ``items.toml``.

    Parameters
    ----------
    draft : ItemsDraft
    interview : Interview

    Returns
    -------
    str
    """
    told = ("items_made", "items_check", "items_order", "items_open", "items_waves")
    lines = [f"# {interview.say(key)}" for key in told]
    for name, scale in draft.scales.items():
        lines += ["", *_scale(name, scale, interview)]
    claimed = set()
    for drafted in draft.items:
        lines += ["", *_item(drafted, claimed, interview)]
    lines += ["", *(f"# {interview.say('items_left_out', heading=one_line(each.heading))}" for each in draft.left_out)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _scale(name, scale, interview):
    mark = "# order? " + interview.say("items_mark_order") if scale.order == "open" else "# check"
    yield f"[scales.{name}]   {mark}"
    yield 'direction = "ascending"'
    yield "answers = ["
    top = set(scale.words[len(scale.words) - scale.top :]) if scale.top else set()
    for word, value in zip(scale.words, scale.values, strict=True):
        yield f"    {toml_of(_answer(scale, word, {'value': value, **({'top': True} if word in top else {})}))},"
    if DONT_KNOW in scale.meanings.values() and DONT_KNOW not in scale.words:
        yield f"    {toml_of(_answer(scale, DONT_KNOW, {'dont_know': True}))},"
    yield "]"


def _answer(scale, word, more):
    labels = scale.labels.get(word, {})
    texts = [text for text, meant in scale.meanings.items() if meant == word and text not in labels.values()]
    texts += [word] if word.isdigit() and word not in texts else []
    return {"word": word, **labels, **more, **({"texts": texts} if texts else {})}


def _item(drafted, claimed, interview):
    kind = drafted.kind
    if kind.rare:
        yield f"# {interview.say('items_rare', rows=words.number(kind.rare, interview.language))}"
    yield f"[items.{drafted.word}]   # check"
    if kind.scale:
        yield f"scale = {toml_of(kind.scale.name)}"
    if kind.scale and kind.scale.recommendation:
        yield "recommendation = true"
    yield from _headings({interview.language: drafted.wording, "headings": drafted.headings}, claimed)
    if drafted.missing:
        yield f"missing = {toml_of(drafted.missing)}"
    if kind.separator:
        yield f"separator = {toml_of(kind.separator.strip())}"
    if kind.choices:
        named = _named(kind.choices)
        yield from (f"other = {toml_of(word)}" for word, choice in named.items() if choice.free)
        yield f"[items.{drafted.word}.options]"
        yield from _options(named, claimed, interview)


def _headings(given, claimed):
    """The wording and further headings, each at the first item that has it."""
    for key, value in given.items():
        free = [text for text in ([value] if isinstance(value, str) else value) if text and text not in claimed]
        claimed |= set(free)
        if free:
            yield f"{key} = {toml_of(free[0] if isinstance(value, str) else free)}"


def _named(choices):
    """The options by their names; of those with a free text the first is the one that has it."""
    taken, named, free = set(), {}, False
    for choice in choices:
        word = free_name("other" if _is_other(choice) else short(choice.label), taken)
        named[word], free = replace(choice, free=choice.free and not free), free or choice.free
    return named


def _is_other(choice):
    return choice.label.casefold() in ("other", "sonstiges")


def _options(choices, claimed, interview):
    texts = set()
    for word, choice in choices.items():
        spellings = [text for text in choice.texts if text not in {choice.label, *texts}]
        texts |= {choice.label, *spellings}
        headings = [heading for heading in choice.headings if heading not in claimed]
        claimed |= set(headings)
        labels = _OTHER if _is_other(choice) else {interview.language: choice.label}
        found = {**labels, "texts": spellings, "headings": headings}
        yield f"{word} = {toml_of({key: value for key, value in found.items() if value})}"
