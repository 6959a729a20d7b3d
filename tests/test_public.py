"""The names that users import, and what importing them costs."""

import inspect
import subprocess
import sys

import geo
from geo import exports, project, tables


def test_the_public_names_are_these():
    assert sorted(geo.__all__) == [
        "Article",
        "Claim",
        "Incident",
        "IncidentMapError",
        "IncidentMapWarning",
        "Place",
        "read",
    ]
    assert all(hasattr(geo, name) for name in geo.__all__)


def test_every_public_name_is_described():
    for module in (geo, exports, project, tables):
        assert module.__doc__
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.isroutine(value) or inspect.isclass(value):
                assert inspect.getdoc(value), f"{module.__name__}.{name}"


def test_importing_the_package_loads_nothing_heavy():
    question = "import sys, geo; print(sorted({'pandas', 'numpy', 'spacy', 'streamlit'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.strip() == "[]"


def test_read_gives_the_columns_of_the_contract(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("A bomb killed two people in Quetta on Tuesday.\n")
    incidents = geo.read(report, published="2024-01-19")
    assert list(incidents.columns) == list(tables.COLUMNS)
    assert incidents.crs.to_epsg() == 4326
    tables.check(incidents)
