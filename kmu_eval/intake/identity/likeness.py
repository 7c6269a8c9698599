"""How two names of firms are alike: what a second field must bear out before they are taken for one."""

SHORTEST = 8
"""Letters that a name needs for a slip of the pen to be one: "Berg" and "Burg" are two names."""
SHORTEST_CUT = 3


def likeness(one, other):
    """In what way two folded names are alike.

    Parameters
    ----------
    one, other : str
        Cores of two names.

    Returns
    -------
    str
        ``equal``, ``word_order``, ``one_edit``, ``two_edits``, ``part`` (all words of one are words of the other),
        ``abbreviation``, or empty.

    Examples
    --------
    >>> likeness("moeller maschinenbau", "maschinenbau moeller"), likeness("moeller maschinenbau", "moeller")
    ('word_order', 'part')
    >>> likeness("moeller maschinenbau", "moeler machinenbau"), likeness("meier feinmechanik", "meier feinmech")
    ('two_edits', 'abbreviation')
    >>> likeness("mueller", "moeller"), likeness("autohaus nord 1", "autohaus nord 2")
    ('', '')
    """
    from rapidfuzz.distance import OSA

    first, second = one.split(), other.split()
    compact = "".join(first), "".join(second)
    if compact[0] == compact[1]:
        return "equal"
    if sorted(first) == sorted(second):
        return "word_order"
    if digits(one) == digits(other) and min(map(len, compact)) >= SHORTEST:
        edits = OSA.distance(*compact, score_cutoff=2)
        if edits <= 2:
            return "one_edit" if edits == 1 else "two_edits"
    if set(first) <= set(second) or set(second) <= set(first):
        return "part"
    return "abbreviation" if abbreviates(first, second) or abbreviates(second, first) else ""


def digits(text):
    """The digits of a text, in order."""
    return [] if text.isalpha() else [letter for letter in text if letter.isdigit()]


def abbreviates(short, long):
    """Whether each word of a name is the other's, or cut short: its first letter and others of it, in order.

    Examples
    --------
    >>> abbreviates(["meier", "grosshdl"], ["meier", "grosshandel"]), abbreviates(["meier"], ["meier", "bau"])
    (True, False)
    """
    cut = [(a, b) for a, b in zip(short, long, strict=False) if a != b]
    return len(short) == len(long) and all(_cut_short(a, b) for a, b in cut)


def _cut_short(short, long):
    letters = iter(long)
    return SHORTEST_CUT <= len(short) < len(long) and short[0] == long[0] and all(each in letters for each in short)


def own_words(one, other):
    """The words of each of two names that the other does not have.

    Examples
    --------
    >>> own_words("mueller bau", "moeller bau")
    ({'mueller'}, {'moeller'})
    """
    first, second = set(one.split()), set(other.split())
    return first - second, second - first
