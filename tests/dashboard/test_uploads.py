"""Uploaded files: what becomes a report, and what a zip may not do."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from geo.articles import Skipped
from geo.dashboard import uploads
from geo.dashboard.uploads import reports_in


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def reasons(found) -> list[str]:
    return [item.reason for item in found if isinstance(item, Skipped)]


def texts(found) -> list[str]:
    return [item.text.strip() for item in found if not isinstance(item, Skipped)]


def test_a_folder_as_a_zip_gives_its_reports_and_says_what_it_left_out():
    content = packed(
        {
            "night/a.txt": b"published: 2024-01-18\n\nA first report.",
            "night/deep/b.md": b"A second report.",
            "night/picture.png": b"\x89PNG",
            "__MACOSX/night/._a.txt": b"no report",
            "../../escape.txt": b"A third report.",
        }
    )
    found = reports_in("night.zip", content, published=None)
    assert sorted(texts(found)) == ["A first report.", "A second report.", "A third report."]
    assert reasons(found) == ["“night.zip”: 1 of 4 files is no report"]


def test_limits_count_what_comes_out(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_FILE_BYTES", 1000)
    found = reports_in("bomb.zip", packed({"a.txt": b"0" * 1_000_000, "b.txt": b"A report."}), published=None)
    assert texts(found) == ["A report."]
    assert "too large for a report" in reasons(found)[0]
    monkeypatch.setattr(uploads, "MAX_ZIP_FILES", 1)
    found = reports_in("many.zip", packed({"a.txt": b"One.", "b.txt": b"Two.", "c.txt": b"Three."}), published=None)
    assert texts(found) == ["One."]
    assert "2 of its 3 reports were left out" in reasons(found)[0]


def test_what_is_no_zip_or_holds_no_report_says_so():
    assert "no zip file" in reasons(reports_in("a.zip", b"hello", published=None))[0]
    assert "holds no report" in reasons(reports_in("a.zip", packed({"a.png": b"x"}), published=None))[0]


def test_an_encrypted_file_is_one_sentence():
    content = bytearray(packed({"a.txt": b"A report."}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + at] |= 1  # the flag that says "encrypted"
    assert "needs a password" in reasons(reports_in("a.zip", bytes(content), published=None))[0]


def test_a_reason_names_the_file_as_the_reader_knows_it():
    found = reports_in("holiday snap.txt", b"\x00\x01\x02\x03" * 50, published=None)
    assert "holiday snap.txt" in reasons(found)[0]


@given(st.binary(max_size=300), st.integers(0, 200))
def test_no_damaged_zip_raises(noise, at):
    content = bytearray(packed({"a.txt": b"A report of some length, told twice. " * 5}))
    content[at : at + len(noise)] = noise
    reports_in("a.zip", bytes(content), published=None)
