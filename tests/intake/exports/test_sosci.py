from kmu_eval.intake.exports.responses import TECHNICAL
from kmu_eval.intake.exports.sosci import EXPORT
from tests.intake.exports import survey_samples as made_up


def read(rows):
    assert EXPORT.recognise(rows)
    return EXPORT.read(rows).cells


def test_variables_and_labels():
    cells = read(made_up.SOSCI)
    assert list(cells) == [
        *TECHNICAL,
        "(SERIAL) Personenkennung oder Teilnahmecode (sofern verwendet)",
        "(REF) Referenz (sofern im Link angegeben)",
        "(QUESTNNR) Fragebogen, der im Interview verwendet wurde",
        "(MODE) Interview-Modus",
        "(SD04_01) Beruf: offen",
        "(UX01_01) Zufrieden [Raum]",
        "(UX01_02) Zufrieden [Essen]",
    ]
    assert cells.index.tolist() == [3, 4]
    assert cells.iloc[0].tolist() == [
        *["12", "2022-02-01 09:00:00", "2022-02-01 09:05:00", "", "", "", "yes"],
        *["", "V017", "post", "interview", "Rätin", "-9", "4"],
    ]


def test_minus_nine_stays_for_the_code_book():
    cells = read(made_up.SOSCI)
    assert cells["(UX01_02) Zufrieden [Essen]"].tolist() == ["4", "-9"]
    assert cells["complete"].tolist() == ["yes", "no"]


def test_without_labels():
    cells = read(made_up.SOSCI_WITHOUT_LABELS)
    assert list(cells)[7:] == ["SERIAL", "REF", "QUESTNNR", "MODE", "SD04_01", "UX01_01", "UX01_02"]
    assert cells.index.tolist() == [2, 3]


def test_the_three_variables_of_every_data_set_are_needed():
    assert not EXPORT.recognise([["CASE", "STARTED", "SD04_01"]])
    assert not EXPORT.recognise([["case", "questnnr", "started"]])
