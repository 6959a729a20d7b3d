"""Symbols: complete, and told apart without colour."""

import re

from geo.records import INCIDENT_TYPES
from geo.symbols import CROSSINGS, GROUPS, MENTION, OUTLINE, TYPES

# Okabe and Ito's palette.
PALETTE = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#000000"}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    bright, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_type_has_a_symbol_and_every_group_is_used():
    assert set(TYPES) == set(INCIDENT_TYPES)
    assert {symbol.group for symbol in TYPES.values()} == set(GROUPS)


def test_no_two_types_look_alike_in_grey():
    looks = [(symbol.shape, symbol.mark) for symbol in TYPES.values()]
    assert len(set(looks)) == len(looks)


def test_groups_differ_in_colour_and_in_shape():
    assert len({group.colour for group in GROUPS.values()}) == len(GROUPS)
    assert len({group.shape for group in GROUPS.values()}) == len(GROUPS)
    assert {group.colour for group in GROUPS.values()} <= PALETTE


def test_outlines_stand_out_from_each_fill():
    assert all(contrast(OUTLINE, group.colour) >= 3 for group in GROUPS.values())
    assert contrast(OUTLINE, "#FFFFFF") >= 3


def test_labels_are_distinct_words():
    labels = [symbol.label for symbol in [*TYPES.values(), *GROUPS.values(), *CROSSINGS.values(), MENTION]]
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"[A-Z][a-z, ]+", label) for label in labels)
