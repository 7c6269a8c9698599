import math

from hypothesis import example, given
from hypothesis import strategies as st

from kmu_eval.report.columns import laid_out, shares
from kmu_eval.report.pandoc import tree_of

COLUMNS = st.lists(st.lists(st.text(alphabet="ab ", max_size=200), min_size=1, max_size=4), min_size=1, max_size=30)


def table_of(markdown):
    return laid_out(tree_of(markdown))["blocks"][0]["c"]


@given(COLUMNS)
@example([["Unternehmensbeteiligung"]] * 12)
def test_a_table_is_never_wider_than_the_page(columns):
    found = shares(columns)
    assert len(found) == len(columns)
    assert all(share > 0 for share in found)
    assert math.fsum(found) <= 1


def test_a_column_of_long_words_gets_more_room_than_one_of_numbers():
    words, numbers = shares([["Veranstaltungsformate " * 9], ["12.345"] * 3])
    assert words > 4 * numbers


def test_a_word_is_not_broken_for_the_sake_of_a_longer_cell():
    words, text = shares([["Multiplikatoren"], ["kurz " * 80]])
    assert words * 92 >= len("Multiplikatoren")
    assert text > words


def test_widths_come_from_the_cells_not_from_the_dashes():
    dashes = (
        "|a|b|\n|-|-----------------------------------------------------------------------------------------|\n|1|2|\n"
    )
    assert [spec[1]["c"] for spec in table_of(dashes)[2]] == shares([["a", "1"], ["b", "2"]])


def test_the_first_column_is_heads_of_rows_where_each_row_has_one():
    assert table_of("|a|b|\n|-|-|\n|1|2|\n|3|4|\n")[4][0][1] == 1
    assert table_of("|a|b|\n|-|-|\n|1|2|\n||4|\n")[4][0][1] == 0
    assert table_of("|a|\n|-|\n|1|\n")[4][0][1] == 0


def test_a_cell_over_two_columns_does_not_count_for_one():
    grid = [
        "+------+------+",
        "| a    | b    |",
        "+======+======+",
        "| viele Worte |",
        "+------+------+",
    ]
    assert [spec[1]["c"] for spec in table_of("\n".join(grid))[2]] == shares([["a"], ["b"]])
