"""From the questions of surveys to the items that are proposed for ``items.toml``, asking where it is doubtful."""

from collections import defaultdict
from dataclasses import dataclass, replace

from kmu_eval.draft.asked import gather_questions
from kmu_eval.draft.headings import plain
from kmu_eval.draft.interview import Question
from kmu_eval.draft.kinds import (
    KINDS,
    OPEN,
    OPTIONS,
    SCALE,
    SEPARATORS,
    Choice,
    Kind,
    Shown,
    cell_options,
    kind_of,
    own_scale,
)
from kmu_eval.draft.lists import slug
from kmu_eval.draft.option_columns import column_options
from kmu_eval.draft.proposed_scales import propose_scales
from kmu_eval.intake.exports.questions import split_part

_LONGEST = 40


@dataclass(frozen=True)
class Drafted:
    """One item that is proposed, or a question that is left out.

    Parameters
    ----------
    word : str
        Its name; empty where it is left out.
    wording : str
    headings : tuple of str
        Further headings.
    where : tuple of str
        The lists that ask it.
    kind : Kind
    missing : tuple of str
        Texts that say that nothing is stated.
    place : int
        Where it stands among all questions.
    """

    word: str
    wording: str
    headings: tuple
    where: tuple
    kind: Kind
    missing: tuple = ()
    place: int = 0

    @property
    def heading(self):
        """How a person knows it."""
        return self.wording or next(iter(self.headings), self.word)


@dataclass(frozen=True)
class ItemsDraft:
    """Scales by name, items that are on them or have options, and questions that are left out."""

    scales: dict
    items: tuple
    left_out: tuple


def draft_items(lists, personal, interview):
    """Propose items for the questions of all surveys.

    Parameters
    ----------
    lists : list of (FoundList, list of str)
        Each survey with the headings of its questions.
    personal : callable
        Whether a text stands in a personal column of any list: such a text is never shown.
    interview : Interview

    Returns
    -------
    ItemsDraft
    """
    groups, others = _groups(gather_questions(lists), personal)
    texts = {drafted.wording for drafted in groups if drafted.wording}
    alone = [replace(_alone(asked, asked.text in texts, personal, interview), place=at) for at, asked in others]
    found = _merged([_asked_kind(drafted, interview) for drafted in groups] + alone)
    found.sort(key=lambda drafted: drafted.place)
    kept = _named([drafted for drafted in found if drafted.kind.name != OPEN])
    scales, kept = propose_scales(kept, interview)
    return ItemsDraft(scales, tuple(kept), tuple(drafted for drafted in found if drafted.kind.name == OPEN))


def _groups(asked, personal):
    """Columns of one question that hold an option each as one item, and all other columns."""
    by_base = defaultdict(list)
    for each in asked:
        if each.base:
            by_base[each.base].append(each)
    kinds = {base: column_options(columns, personal) for base, columns in by_base.items()}
    groups = [_group(base, by_base[base], kind, asked.index(by_base[base][0])) for base, kind in kinds.items() if kind]
    return groups, [(at, each) for at, each in enumerate(asked) if not kinds.get(each.base)]


def _group(base, columns, kind, place):
    wording = next((split_part(each.text)[0] for each in columns if each.text), "")
    where = tuple(dict.fromkeys(name for each in columns for name in each.where))
    missing = tuple(dict.fromkeys(text for each in columns for text in each.missing))
    headings = () if wording or base[0] in {each.code for each in columns} else (base[0],)
    return Drafted(short(base[0]), wording, headings, where, kind, missing, place)


def _alone(asked, among_options, personal, interview):
    """An item of one column; where others ask the same with a column for each option, a cell may hold several."""
    shown = Shown(personal, asked.rows)
    kind = kind_of(asked, personal)
    if among_options:
        kind = next((kind for each in SEPARATORS if (kind := cell_options(asked, shown, each, 0))), Kind(OPEN, True))
    headings = (asked.code,) if asked.code else ()
    drafted = Drafted(short(asked.code or asked.text), asked.text, headings, asked.where, kind, asked.missing)
    said = _ask_kind(drafted, interview, KINDS)
    return drafted if said == kind.name else replace(drafted, kind=_as_told(said, asked, shown))


def _as_told(said, asked, shown):
    """What a person says that a question is, as far as its answers can be shown."""
    if said == SCALE:
        return own_scale(asked, shown, 0) or Kind(OPEN)
    several = (cell_options(asked, shown, separator, 0) for separator in SEPARATORS if said == OPTIONS)
    return next((kind for kind in several if kind), Kind(OPEN))


def _asked_kind(drafted, interview):
    said = _ask_kind(drafted, interview, (OPTIONS, OPEN))
    return drafted if said == drafted.kind.name else replace(drafted, kind=Kind(OPEN))


def _ask_kind(drafted, interview, kinds):
    options = tuple((name, interview.say(f"kind_{name}")) for name in kinds)
    text = interview.say("kind", heading=drafted.heading)
    where, kind = ", ".join(drafted.where), drafted.kind
    question = Question(
        f"kind|{drafted.heading}", "columns", where, text, "", kind.name, options, needed=True, sure=kind.sure
    )
    return interview.ask(question)


def _merged(found):
    """Items of one wording as one: options in columns of their own in one file, in one cell in another."""
    by_wording, merged = {}, []
    for drafted in found:
        first = by_wording.get(drafted.wording) if drafted.wording and drafted.kind.name == OPTIONS else None
        if first is not None:
            merged[first] = _joined(merged[first], drafted)
            continue
        if drafted.kind.name == OPTIONS:
            by_wording[drafted.wording] = len(merged)
        merged.append(drafted)
    return merged


def _joined(first, second):
    choices = {plain(choice.label): choice for choice in first.kind.choices}
    for choice in second.kind.choices:
        known = choices.get(plain(choice.label), choice)
        texts = {**dict.fromkeys(known.texts), choice.label: None}
        headings = dict.fromkeys([*known.headings, *choice.headings])
        choices[plain(choice.label)] = Choice(known.label, tuple(texts), tuple(headings), known.free or choice.free)
    kind = replace(
        first.kind,
        choices=tuple(choices.values()),
        separator=first.kind.separator or second.kind.separator,
        rare=first.kind.rare + second.kind.rare,
    )
    where = tuple(dict.fromkeys([*first.where, *second.where]))
    headings = tuple(dict.fromkeys([*first.headings, *second.headings]))
    missing = tuple(dict.fromkeys([*first.missing, *second.missing]))
    return replace(first, kind=kind, where=where, headings=headings, missing=missing)


def short(text):
    """A name of some words at most.

    Examples
    --------
    >>> short("Die Veranstaltung war für meinen Betrieb nützlich.")
    'die_veranstaltung_war_fuer_meinen'
    """
    name = slug(text)
    return name if len(name) <= _LONGEST else name[: _LONGEST + 1].rpartition("_")[0] or name[:_LONGEST]


def _named(items):
    """The items with names of which none stands twice."""
    taken, named = set(), []
    for drafted in items:
        word = free_name(drafted.word, taken)
        named.append(replace(drafted, word=word))
    return named


def free_name(name, taken):
    """A name that is not taken yet; from then on it is."""
    numbered = (f"{name}_{number}" for number in range(2, len(taken) + 3))
    free = name if name not in taken else next(each for each in numbered if each not in taken)
    taken.add(free)
    return free
