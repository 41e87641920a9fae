"""The same report in a sentence and in its note is one."""

from __future__ import annotations

from dataclasses import replace

from kamergraaf.ingest.extract import extract
from kamergraaf.ingest.reports.once import once
from kamergraaf.ontology.model import Letter, Report, Span

TITLE = "Ruimte voor molens en gemalen"
IN_TEXT = Report(Span(10, 39, TITLE), TITLE, "ruimte-x", "rapport-titel")
IN_NOTE = replace(
    IN_TEXT, span=Span(90, 119, TITLE), key="2019-x", publisher="RCE", date="2019-03-02", ids=("kst-29754-12",)
)


def test_what_the_note_tells_belongs_to_the_report_in_the_sentence() -> None:
    """The joined report stands where it is named first, with the day, body and paper of the note."""
    (one,) = once((IN_TEXT, IN_NOTE))
    assert one.span == IN_TEXT.span
    assert (one.publisher, one.date, one.ids, one.key) == ("RCE", "2019-03-02", ("kst-29754-12",), "2019-x")


def test_reports_told_apart_stay_apart() -> None:
    """Another day, a title of few words, and a repetition that adds nothing are places of their own."""
    assert len(once((IN_NOTE, IN_NOTE))) == 2
    assert len(once((IN_NOTE, replace(IN_NOTE, date="2020-01-01")))) == 2
    short = replace(IN_TEXT, title="Jaarverslag")
    assert len(once((short, replace(IN_NOTE, title="Jaarverslag")))) == 2


def test_a_letter_that_repeats_a_title_in_its_note_has_one_report() -> None:
    """The note of the sentence gives the day and paper of the report that the sentence names."""
    text = (
        "De NCTV heeft het rapport «Ruimte voor molens en gemalen» uitgebracht1.\n\nDaarover later meer.\n\n"
        "1 NCTV, 2 maart 2019, «Ruimte voor molens en gemalen»; Kamerstuk 29 754, nr. 12.\n"
    )
    (report,) = extract(Letter(name="made-up.txt", text=text)).reports
    assert report.ids == ("kst-29754-12",)
    assert report.date == "2019-03-02"
