"""Places and names come out of their blocks as they went in, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import blocks

WHOLE = st.integers(0, 2**31 - 1)
NAMES = st.text(st.characters(blacklist_characters="\n", blacklist_categories=("Cs",)), min_size=1, max_size=20)
ROWS = st.builds(
    blocks.Row,
    number=st.integers(1, 2**30 - 1),
    name=NAMES,
    kind=st.integers(0, 5),
    lat=st.integers(-9_000_000, 9_000_000),
    lon=st.integers(-18_000_000, 18_000_000),
    parent=WHOLE,
    population=WHOLE,
    uncertainty=WHOLE,
)


@given(st.lists(ROWS, min_size=1, max_size=blocks.SIZE, unique_by=lambda row: row.number), WHOLE)
def test_a_place_is_found_by_its_number(rows, other):
    rows.sort()
    block = blocks.PlaceBlock.unpack(blocks.pack_places(rows))
    for row in rows:
        assert block.find(row.number) == row
    if other not in {row.number for row in rows}:
        assert block.find(other) is None


@given(st.dictionaries(NAMES, st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=9), min_size=1), NAMES)
def test_a_name_is_found_with_its_references_in_order(names, other):
    rows = sorted(names.items())
    block = blocks.pack_names(rows)
    for key, references in rows:
        assert blocks.find_name(block, key) == references
    if other not in names:
        assert list(blocks.find_name(block, other)) == []


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_city_keeps_its_place_in_its_square_degree(lat, lon):
    where = blocks.cell(lat, lon)
    assert where in set(blocks.cells_around(lat, lon, 0.1, 0.1))
    if lat < 90:  # the pole itself is counted to the square below
        numbers, lats, lons = blocks.unpack_cities(blocks.pack_cities([(7, lat, lon)]), where)
        assert numbers.tolist() == [7]
        assert abs(lats[0] - lat) < 2e-5
        assert min(abs(lons[0] - lon), 360 - abs(lons[0] - lon)) < 2e-5
