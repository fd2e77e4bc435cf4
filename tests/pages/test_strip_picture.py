"""Strips along an article: each mark at its place, each group in its own lane."""

from sitegen.pages.strip_picture import LANE, MARK, draw_notes
from sitegen.records.library import StripLane


def test_each_group_has_a_lane_that_it_keeps_whatever_others_there_are() -> None:
    lanes = [StripLane("voice", (10, 500, 500)), StripLane("analyse", (0, 999))]

    voice, analyse = draw_notes(lanes)
    assert voice == ("voice", 3, f"M10 {LANE}v{MARK}M500 {LANE}v{MARK}")
    assert analyse.path == f"M0 {4 * LANE}v{MARK}M999 {4 * LANE}v{MARK}"


def test_few_notes_are_no_picture() -> None:
    assert draw_notes([StripLane("voice", (1, 2, 3, 4))]) == ()
