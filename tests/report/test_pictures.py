import struct

import pytest

from kmu_eval.report.pictures import fitted, is_png, size_cm
from tests.report.made_up import media


def png(width, height, per_metre=None):
    """As much of a PNG as its size needs: header and, if asked for, the resolution."""
    header = struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)
    physical = struct.pack(">I4sIIBI", 9, b"pHYs", per_metre, per_metre, 1, 0) if per_metre else b""
    return b"\x89PNG\r\n\x1a\n" + header + physical + struct.pack(">I4sI", 0, b"IDAT", 0)


def test_a_figure_at_200_dots_per_inch_is_as_wide_as_the_text():
    # 1260 pixels / 7874 per metre = 16.0 cm
    for content in media().values():
        assert size_cm(content)[0] == pytest.approx(16.0, abs=0.01)


@pytest.mark.parametrize(("per_metre", "width"), [(10_000, 5.0), (None, 500 / 96 * 2.54), (3780, 500 / 37.8)])
def test_a_picture_is_as_large_as_it_says_else_as_on_a_screen(per_metre, width):
    assert size_cm(png(500, 100, per_metre)) == pytest.approx((width, width / 5))


def test_a_picture_is_made_smaller_by_the_side_that_does_not_fit():
    assert fitted((16.0, 24.6), (16.0, 20.5)) == pytest.approx((13.333, 20.5), abs=0.001)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 and more of a JPEG than a header"])
def test_other_files_are_no_png(content):
    assert not is_png(content)
