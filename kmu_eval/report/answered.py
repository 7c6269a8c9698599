"""What participants said, who answered, and what was applied later."""

from kmu_eval import figures, sentences
from kmu_eval.measures.changes import pre_post
from kmu_eval.measures.distribution import distribution
from kmu_eval.measures.options import options
from kmu_eval.measures.rates import response_rates
from kmu_eval.measures.recommendation import net_promoter
from kmu_eval.measures.representation import who_answered
from kmu_eval.measures.top_shares import top_share
from kmu_eval.report.asked import asked
from kmu_eval.report.blocks import Picture, Prose, Subheading

_AFTER = ("post", "follow_up")
"""The waves that are about the events; what was asked before as well is in the changes."""


def said(project, speech):
    """What was answered after the events and later, and what changed since before them.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Subheading, Prose or Picture
    """
    waves = {each.wave: each for each in asked(project)}
    shown = set()
    for wave in (waves[word] for word in _AFTER if word in waves):
        rates = response_rates(project, wave=wave.wave)
        yield Subheading(speech.label("wave", wave.wave).capitalize())
        yield Prose(sentences.who_answered(rates, speech.origin, speech.language))
        yield from _answers(project, wave.without(shown), speech)
        shown |= {item.word for item in wave.items}
    yield from _changes(project, waves, speech)
    if not shown:
        yield Prose(speech.report("nobody_asked"))


def _answers(project, wave, speech):
    yield from _of_scales(project, wave, speech)
    for word in wave.options:
        yield Picture(figures.ranked_options(options(project, word, wave=wave.wave), speech.origin))


def _changes(project, waves, speech):
    """Of what was asked before and right after, by those whose answers can be matched."""
    before, after = (waves[word].scales if word in waves else [] for word in ("pre", "post"))
    for items in [items for items in after if items in before]:
        yield Picture(figures.changes(pre_post(project, items), speech.origin))


def _of_scales(project, wave, speech):
    for items in wave.scales:
        shares = top_share(project, items, wave=wave.wave)
        yield Prose(sentences.participants_said(shares, speech.origin, speech.language), listed=True)
        yield Picture(figures.opinions(distribution(project, items, wave=wave.wave), speech.origin))


def in_words(project, speech):
    """How many gave a top answer to the first items that were asked after the events, a line each."""
    first = next((each.scales[0] for each in asked(project) if each.wave == "post" and each.scales), None)
    shares = top_share(project, first) if first else None
    return sentences.participants_said(shares, speech.origin, speech.language) if first else ""


def behind(project, speech):
    """Who answered, and the same answers by format.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Picture
    """
    for wave in [each for each in asked(project) if each.wave == "post"]:
        yield Picture(figures.response(response_rates(project, ["year", "mode"]), speech.origin))
        yield Picture(figures.who_answered(who_answered(project, ["mode", "kind", "difficulty"]), speech.origin))
        for items in wave.scales:
            yield Picture(figures.items_by_group(top_share(project, items, "kind"), speech.origin))
        for word in wave.recommendations:
            yield Picture(figures.net_promoter(net_promoter(project, word, "mode"), speech.origin))
