"""Events whose answers resemble one another: many draws of them side by side, and the truth they are drawn from."""

from dataclasses import dataclass

import numpy as np

MEAN_SIZE, VARIATION = 10, 0.9
FIVE = np.arange(1, 6)


@dataclass(frozen=True)
class Cell:
    """What all draws have in common; ``icc`` is the correlation of two answers of one event."""

    p: float
    icc: float
    events: int


def lognormal_sizes(random, shape):
    """Whole numbers from 1, about lognormal: 10 in the mean, of coefficient of variation 0.9."""
    log_variance = np.log(1 + VARIATION**2)
    drawn = random.lognormal(np.log(MEAN_SIZE) - log_variance / 2, np.sqrt(log_variance), shape)
    return np.maximum(1, np.rint(drawn)).astype(np.int64)


def negative_binomial_sizes(random, shape):
    """One answer and a negative binomial number more, of the same mean and variation; more very small events."""
    more, variance = MEAN_SIZE - 1, (VARIATION * MEAN_SIZE) ** 2
    return 1 + random.negative_binomial(more**2 / (variance - more), more / variance, shape)


def answers(random, n, chances, icc):
    """How often each answer is given at each event: a Dirichlet draw of its own chances, then a multinomial one."""
    chances = np.asarray(chances, float)
    if icc == 0:
        return random.multinomial(n, chances)
    own = random.standard_gamma(chances * (1 / icc - 1), (*n.shape, len(chances)))
    return random.multinomial(n, own / own.sum(axis=-1, keepdims=True))


def yes_or_no(p):
    """A yes with chance p."""
    return np.array([p, 1 - p])


def five_point(p):
    """Answers 1 to 5, piled up at the upper end as p rises: binomial, mean 1 + 4 p."""
    return np.array([1, 4, 6, 4, 1]) * p ** np.arange(5) * (1 - p) ** np.arange(4, -1, -1)


def recommending(p):
    """Promoters p, the others half passive and half detractors."""
    return np.array([p, (1 - p) / 2, (1 - p) / 2])
