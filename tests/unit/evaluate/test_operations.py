"""Operations: what a force did at one day in one province is one record; another day or province is another."""

from dateline.evaluate.coded.operations import operations, province
from dateline.model.report import Report
from dateline.pipeline import extract

HEAD = "2011-08-S-036\nFor Immediate Release\n\nKABUL, Afghanistan (Aug. 13, 2011)\n"


def told(body, **options):
    found = operations(extract(Report.of(HEAD + body)), **options)
    return [
        (
            str(o.when.value.earliest) if o.when else None,
            o.killed.value.low if o.killed else None,
            o.captured.value.low if o.captured else None,
        )
        for o in found
    ]


def test_arrests_of_one_operation_add_up():
    body = (
        "Afghan troops captured a smuggler in Zabul province yesterday. "
        "During the search the troops detained three additional suspects."
    )
    assert told(body) == [("2011-08-12", None, 4)]


def test_another_day_is_another_operation():
    body = (
        "Afghan troops killed two rebels in Zabul province yesterday. On Monday, troops detained a smuggler in Zabul."
    )
    assert told(body) == [("2011-08-12", 2, None), ("2011-08-08", None, 1)]


def test_another_province_is_another_operation_where_provinces_count():
    body = (
        "Afghan troops killed two rebels in Zabul province yesterday. "
        "Also in Ghazni province, troops detained a smuggler yesterday."
    )
    assert told(body) == [("2011-08-12", 2, None), ("2011-08-12", None, 1)]
    assert told(body, by_province=False) == [("2011-08-12", 2, 1)]


def test_provinces_are_known_by_any_spelling():
    assert province("Paktya") == province("Paktia province")
    assert not province("Nowhere")
