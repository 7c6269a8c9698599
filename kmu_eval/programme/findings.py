"""The form of a finding that several checks share."""


def unknown(key, found, known, where):
    """A finding of a word or key that there is not, with those that there are."""
    return key, {"found": found, "known": tuple(known), "where": where}
