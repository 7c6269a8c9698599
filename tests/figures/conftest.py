import pandas as pd
import pytest

from kmu_eval.tables import Origin


@pytest.fixture
def origin():
    return Origin("Zentrum", synthetic=True, languages=("de", "en"))


@pytest.fixture
def absences():
    mode = pd.Categorical(["in_person", "online", "hybrid", None], categories=["in_person", "online", "hybrid"])
    return pd.DataFrame(
        {
            "mode": mode,
            "indicator": "no_shows",
            "unit": "registrations",
            "n": [200, 400, 3, 20],
            "n_missing": [0, 12, 0, 2],
            "estimate": [0.125, 0.25, 1 / 3, 0.5],
            "rule": "registered = yes",
        }
    )


@pytest.fixture
def texts():
    """All texts in a drawn figure."""
    from matplotlib.text import Text

    def found(drawn):
        drawn.draw_without_rendering()
        return [text.get_text() for text in drawn.findobj(Text) if text.get_text() and text.get_visible()]

    return found


@pytest.fixture
def widths():
    """The lengths of the horizontal bars in the axes."""
    return lambda axes: [round(patch.get_width(), 4) for patch in axes.patches]


@pytest.fixture
def labels():
    """The labels of the rows."""
    return lambda axes: [label.get_text() for label in axes.get_yticklabels()]
