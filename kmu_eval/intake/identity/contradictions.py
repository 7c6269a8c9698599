"""Decisions that cannot all hold: what chains of them make the same, and one of them says is different."""

from collections import defaultdict, deque

from kmu_eval.intake.identity.override import DECISION


def inconsistencies(overrides):
    """Decisions that cannot all hold: one pair with both decisions, or a chain that one of them breaks.

    Parameters
    ----------
    overrides : sequence of Override

    Yields
    ------
    (str, dict)
        A finding that names where each of them stands.
    """
    by_pair = {}
    for each in overrides:
        by_pair.setdefault(each.pair, []).append(each)
    for of_pair in by_pair.values():
        if set(DECISION) <= {each.decision for each in of_pair}:
            yield "override_twice", {"where": places(of_pair)}
    yield from contradictions(overrides)


def contradictions(overrides):
    """Decisions that contradict each other, each with the shortest chain that it breaks.

    Parameters
    ----------
    overrides : sequence of Override

    Yields
    ------
    (str, dict)
        A finding that names where each of them stands.
    """
    neighbours = defaultdict(list)
    for each in overrides:
        if each.decision == "same":
            neighbours[each.what, each.first].append(((each.what, each.second), each))
            neighbours[each.what, each.second].append(((each.what, each.first), each))
    for each in overrides:
        ends = (each.what, each.first), (each.what, each.second)
        chain = shortest_chain(neighbours, *ends) if each.decision == "different" else []
        if len(chain) > 1:
            yield "override_contradiction", {"same": places(chain), "different": places([each])}


def shortest_chain(neighbours, start, end):
    """The fewest links that lead from one to the other, in order.

    Parameters
    ----------
    neighbours : mapping of node to list of (node, link)
    start, end : node

    Returns
    -------
    list of link
        Empty where none lead there.

    Examples
    --------
    >>> links = {"a": [("b", 1), ("d", 5)], "b": [("c", 2)], "c": [("d", 3)], "d": []}
    >>> shortest_chain(links, "a", "c"), shortest_chain(links, "a", "d"), shortest_chain(links, "d", "a")
    ([1, 2], [5], [])
    """
    before, waiting = {start: None}, deque([start])
    while waiting and end not in before:
        node = waiting.popleft()
        for other, link in neighbours.get(node, ()):
            if other not in before:
                before[other] = node, link
                waiting.append(other)
    chain = []
    while before.get(end):
        end, link = before[end]
        chain.append(link)
    return chain[::-1]


def places(overrides):
    """Where decisions stand: each file once, with its lines in order."""
    lines = defaultdict(set)
    for each in overrides:
        lines[each.file].add(each.line)
    return "; ".join(f"{file}, {', '.join(map(str, sorted(found)))}" for file, found in sorted(lines.items()))
