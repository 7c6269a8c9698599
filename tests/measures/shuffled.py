"""The same programme with its rows in another order."""

from dataclasses import replace

import numpy as np


def shuffled(tables, seed=0):
    """Participations, head counts and respondents in another order; what refers to respondents follows them."""
    rng = np.random.default_rng(seed)
    frames = {name: tables.read(name).sample(frac=1, random_state=rng) for name in ("participations", "head_counts")}
    respondents = tables.respondents.sample(frac=1, random_state=rng)
    place = np.empty(len(respondents), np.int32)
    place[respondents.index] = np.arange(len(respondents), dtype=np.int32)
    frames["respondents"] = respondents
    frames["responses"] = tables.responses.assign(respondent=place[tables.responses["respondent"]])
    frames = {name: frame.reset_index(drop=True) for name, frame in frames.items()}
    return replace(tables, read=lambda name: frames[name] if name in frames else tables.read(name))
