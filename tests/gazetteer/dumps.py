"""Files in the form of GeoNames' dump, made by code: a small land with provinces, districts and towns."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path


def line(
    number: int,
    name: str,
    lat: float,
    lon: float,
    code: str,
    *,
    others: str = "",
    country: str = "ZZ",
    admin1: str = "",
    admin2: str = "",
    population: int = 0,
) -> str:
    """Write a record as GeoNames does; ``code`` is class and code, such as ``"P.PPL"``."""
    feature_class, _, feature_code = code.partition(".")
    where = f"{lat:.5f}\t{lon:.5f}\t{feature_class}\t{feature_code}\t{country}\t\t{admin1}\t{admin2}\t\t"
    return f"{number}\t{name}\t{name}\t{others}\t{where}\t{population}\t\t100\tAsia/Karachi\t2024-05-01\n"


PROVINCES, DISTRICTS, TOWNS = 4, 3, 20
COUNTRY = 1_000_000


def land(*, areas: bool = True) -> Iterator[str]:
    """Yield the lines of a country of 4 provinces of 3 districts of 20 towns each, with a few other things."""
    if areas:
        yield line(COUNTRY, "Republic of Zedland", 2, 2, "A.PCLI", others="Zedland,ZDL,زدلاند", admin1="00")
    for province in range(PROVINCES):
        first, lat = 2_000_000 + 1000 * province, float(province)
        codes = {"admin1": f"{province:02}"}
        if areas:
            yield line(first, f"Province {chr(65 + province)}lpha", lat, 1.5, "A.ADM1", others="Old Name", **codes)
        for district in range(DISTRICTS):
            inner = first + 100 * (district + 1)
            codes["admin2"] = f"{inner}"
            if areas:
                yield line(inner, f"Dee{district} District", lat, float(district), "A.ADM2", **codes)
            for town in range(TOWNS):
                number = inner + town + 1
                where = lat + town / 100, district + town / 100
                yield line(number, f"Town {number}", *where, "P.PPL", population=10 * town, **codes)
    yield line(3_000_001, "Koh-e-Zed", 0.5, 0.5, "T.MTS", admin1="00", others="Zed Range,kwh zd,کوه زد")
    yield line(3_000_002, "Zed Airport", 0.6, 0.6, "S.AIRP", admin1="00")
    yield line(3_000_003, "Zed Road", 0.6, 0.6, "R.RD", admin1="00")


def codes() -> tuple[list[str], list[str]]:
    """Return the lines of admin1CodesASCII.txt and of admin2Codes.txt."""
    provinces, districts = [], []
    for province in range(PROVINCES):
        first = 2_000_000 + 1000 * province
        name = f"Province {chr(65 + province)}lpha"
        provinces.append(f"ZZ.{province:02}\t{name}\t{name}\t{first}\n")
        for district in range(DISTRICTS):
            inner = first + 100 * (district + 1)
            name = f"Dee{district} District"
            districts.append(f"ZZ.{province:02}.{inner}\t{name}\t{name}\t{inner}\n")
    return provinces, districts


def written(path: Path, lines: Iterable[str]) -> Path:
    """Write lines to a text, or into a zip file as GeoNames packs them."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "short")
            archive.writestr(f"{path.stem}.txt", "".join(lines))
    else:
        path.write_text("".join(lines), encoding="utf-8")
    return path
