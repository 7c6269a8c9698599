"""Answers to the open question, which name made-up persons."""

import numpy as np

from kmu_eval.sample.names import name_parts

_SHARE = 0.12
_SENTENCES = (
    "Danke an {name} für die gute Moderation!",
    "{name} hat sehr anschaulich erklärt, gern wieder.",
    "Mehr Zeit für Fragen wäre schön gewesen. Gruß, {name}",
    "Die Technik hat gehakt; {name} hat am Ende geholfen.",
    "Bitte schicken Sie die Folien an {name} nach.",
    "Frau {last} aus unserem Haus möchte beim nächsten Mal mitkommen.",
    "Das Beispiel von Herrn {last} war das Beste am Tag, „aus dem Leben“.",
)


def draw_remarks(rng, rows):
    """The remark of each respondent, empty for most; none in the wave before, nor by those who broke off.

    Parameters
    ----------
    rng : numpy Generator
    rows : DataFrame
        With ``wave`` and ``broken_off``.

    Returns
    -------
    array of str
    """
    count = len(rows)
    first, last = (rng.choice(np.array(name_parts(name), dtype=object), count) for name in ("first", "last"))
    which, share = rng.integers(len(_SENTENCES), size=count), rng.random(count)
    drawn = zip(which, first, last, strict=True)
    texts = [_SENTENCES[n].format(name=f"{one} {other}", last=other) for n, one, other in drawn]
    said = (rows["wave"] == "post").to_numpy() & ~rows["broken_off"].to_numpy() & (share < _SHARE)
    return np.where(said, np.array(texts, dtype=object), "").astype(object)
