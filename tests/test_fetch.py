"""Fetching pages, against a server on this machine."""

import functools
import ipaddress
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geo.articles import Skipped, open_reports
from geo.errors import ReportError
from geo.fetch import fetch_page, is_public

LIMIT = 10_000
PAGE = b"<html><body><p>Shells fell.</p></body></html>"
ANSWERS = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/text": (200, {"Content-Type": "text/plain"}, b"Shells fell."),
    "/caf%C3%A9?a=%C3%BC": (200, {"Content-Type": "text/plain"}, b"quoted"),
    "/moved": (302, {"Location": "/page"}, b""),
    "/loop": (301, {"Location": "/loop"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/inside": (302, {"Location": "http://localhost:1/"}, b""),
    "/gone": (404, {"Content-Type": "text/html"}, b""),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF"),
    "/untyped": (200, {}, b"x"),
    "/zipped": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"x"),
    "/large": (200, {"Content-Type": "text/html"}, b"x" * (LIMIT + 1)),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetch(url):
    return fetch_page(url, limit_bytes=LIMIT, allow=lambda _: True)


def test_a_page(site):
    page = fetch(f"{site}/page")
    assert (page.url, page.media_type, page.content) == (f"{site}/page", "text/html", PAGE)


def test_a_redirect_is_followed(site):
    assert fetch(f"{site}/moved").url == f"{site}/page"


def test_other_letters_are_quoted(site):
    assert fetch(f"{site}/café?a=ü").content == b"quoted"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "redirects more than 5 times"),
        ("/file", "no web address"),
        ("/gone", "answers 404"),
        ("/pdf", "'application/pdf'"),
        ("/untyped", "of no stated type"),
        ("/zipped", "compressed"),
        ("/large", "too large"),
        ("/page\r\nX: y", "cannot be fetched|answers|no web address"),
    ],
)
def test_anything_but_a_page_is_refused(site, path, words):
    if path.startswith("/page\r"):
        ANSWERS["/pageX:%20y"] = (404, {}, b"")  # the parser of addresses drops line ends
    with pytest.raises(ReportError, match=words):
        fetch(site + path)


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://", "https:///a", "http://[::1", "http://a:99999/", "x"])
def test_what_is_no_address(url):
    with pytest.raises(ReportError, match="no web address"):
        fetch(url)


def test_a_password_is_never_sent():
    with pytest.raises(ReportError, match="user name") as caught:
        fetch("http://user:secret@127.0.0.1/")
    assert "secret" not in str(caught.value)


def test_this_machine_and_its_network_are_never_called(site):
    with pytest.raises(ReportError, match="not on the internet"):
        fetch_page(f"{site}/page", limit_bytes=LIMIT)


def test_nor_by_way_of_a_redirect(site):
    seen = []

    def allow(address):
        seen.append(str(address))
        return len(seen) == 1

    with pytest.raises(ReportError, match="not on the internet"):
        fetch_page(f"{site}/inside", limit_bytes=LIMIT, allow=allow)
    assert len(seen) == 2


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - not bound to
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b:1::1",
        "64:ff9b::7f00:1",
    ],
)
def test_addresses_that_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_addresses_that_are_public(address):
    assert is_public(ipaddress.ip_address(address))


def test_a_host_that_answers_nothing_is_skipped_with_its_reason():
    (report,) = open_reports(["http://127.0.0.1:9/a"], online=True)
    assert isinstance(report, Skipped)
    assert report.name == "http://127.0.0.1:9/a"


def test_a_report_is_read_from_an_address(site, monkeypatch):
    monkeypatch.setattr("geo.articles.sources.fetch_page", functools.partial(fetch_page, allow=lambda _: True))
    (report,) = open_reports([f"{site}/text"], online=True)
    assert (report.text, report.source, report.url) == ("Shells fell.", "127.0.0.1", f"{site}/text")
