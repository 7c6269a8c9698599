"""The scales that are proposed: items with the same answers share one, a person says which end is the most."""

from dataclasses import replace

from kmu_eval.draft.interview import Question
from kmu_eval.draft.kinds import SCALE
from kmu_eval.draft.lists import slug
from kmu_eval.draft.scales import DONT_KNOW, Scale

_LONGEST = 40


def propose_scales(items, interview):
    """One scale for all items with the same answers.

    Parameters
    ----------
    items : list of Drafted
    interview : Interview

    Returns
    -------
    scales : dict of str to Scale
    items : list of Drafted
        With the name of their scale.
    """
    scales, places = {}, {}
    by_answers = sorted(range(len(items)), key=lambda i: -len(items[i].kind.scale.words) if _on_scale(items[i]) else 0)
    for place in by_answers:
        if _on_scale(items[place]):
            places[place] = _into(scales, items[place].kind.scale, interview.language)
    items = [_with_scale(each, places[i]) if i in places else each for i, each in enumerate(items)]
    return {name: _directed(scale, _told_by(items, name), interview) for name, scale in scales.items()}, items


def _on_scale(drafted):
    return drafted.kind.name == SCALE


def _with_scale(drafted, name):
    return replace(drafted, kind=replace(drafted.kind, scale=replace(drafted.kind.scale, name=name)))


def _told_by(items, name):
    return [each for each in items if _on_scale(each) and each.kind.scale.name == name]


def _into(scales, scale, language):
    """The name of the scale that has these answers; a new one is put among the others."""
    known = _same(scales, scale)
    if known is None:
        own = sum(each.order == "open" for each in scales.values())
        named = scale if scale.name else _with_words(scale, f"answers_{own + 1}", language)
        scales[named.name] = named
        return named.name
    meanings = scale.meanings if scale.name else _meanings_in(scales[known], scale)
    scales[known] = replace(scales[known], meanings={**scales[known].meanings, **meanings})
    return known


def _same(scales, scale):
    """A scale of this name, or with a middle that nobody gave here; without a name, one that has all its answers."""
    if scale.name:
        wider = f"{scale.name.removesuffix('_4')}_5"
        return next((name for name in (scale.name, wider) if name in scales), None)
    owned = (name for name, each in scales.items() if each.order == "open" and {*scale.words} <= {*each.meanings})
    return next(owned, None)


def _meanings_in(known, scale):
    return {text: known.meanings[text] for text in scale.words}


def _with_words(scale, name, language):
    """A scale of texts with words for them."""
    words = {}
    for text in scale.words:
        word = slug(text)[:_LONGEST].strip("_")
        words[text] = word if word not in words.values() and word != DONT_KNOW else f"{word}_{len(words) + 1}"
    labels = {word: {language: text} for text, word in words.items()}
    values = tuple(range(1, len(words) + 1))
    return Scale(name, tuple(words.values()), labels, values, 0, words, "open")


def _directed(scale, items, interview):
    """With the least first, as a person says."""
    first, last = (_shown(scale, scale.words[place], interview.language) for place in (0, -1))
    text = interview.say("direction", first=first, last=last)
    options = (("last", last), ("first", first))
    where = ", ".join(dict.fromkeys(name for each in items for name in each.where))
    hint = interview.say("direction_hint", headings="; ".join(each.heading for each in items[:3]))
    sure = scale.order == "known"
    question = Question(f"direction|{scale.name}", "columns", where, text, hint, "last", options, sure=sure)
    if interview.ask(question) == "last":
        return scale
    values = scale.values[::-1] if scale.order == "asked" else scale.values
    return replace(scale, words=scale.words[::-1], values=values)


def _shown(scale, word, language):
    labels = scale.labels.get(word, {})
    return labels.get(language) or next(iter(labels.values()), word)
