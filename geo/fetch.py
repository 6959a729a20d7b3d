"""Fetches a web page; the only module that opens a socket.

A report's address comes from a person, but where its redirects lead is up to the site. Every host is therefore
resolved first and only a public internet address is connected to, so that no page can make this machine call
itself, its router or a neighbour (server-side request forgery, CWE-918). Proxies are not used for the same reason.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from geo.errors import ReportError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv4 addresses inside IPv6 ones, RFC 6052 and RFC 8215; the second kind is for use inside one network.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")
_TIMEOUT_SECONDS = 20.0
_DEADLINE_SECONDS = 60.0
_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_CHUNK_BYTES = 65_536
_MEDIA_TYPES = ("text/html", "text/plain", "application/xhtml+xml")
_HEADERS = {
    "User-Agent": "incident-map (reads one page on request)",
    "Accept": ", ".join(_MEDIA_TYPES),
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address answered.

    Attributes
    ----------
    url
        The address after all redirects.
    media_type
        Lower case, without parameters: ``"text/html"``, ``"text/plain"`` or ``"application/xhtml+xml"``.
    content
        The body as it came; not decoded.
    """

    url: str
    media_type: str
    content: bytes


def is_public(address: IPAddress) -> bool:
    """Return whether an address belongs to the public internet, not to this machine or its network.

    Examples
    --------
    >>> is_public(ipaddress.ip_address("127.0.0.1")), is_public(ipaddress.ip_address("::ffff:10.0.0.1"))
    (False, False)
    """
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            mapped = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if mapped is not None:
            return is_public(mapped)
        if address in _LOCAL_NAT64:
            return False
    return address.is_global and not address.is_multicast


def fetch_page(url: str, *, limit_bytes: int, allow: Callable[[IPAddress], bool] = is_public) -> Page:
    """Fetch one page of HTML or plain text.

    Parameters
    ----------
    limit_bytes
        Largest body; a longer one is refused before it is read to the end.
    allow
        Whether an internet address may be connected to.

    Raises
    ------
    ReportError
        If the address is not http(s), leads to a place that is not allowed, or answers with anything but a page.
    """
    deadline = time.monotonic() + _DEADLINE_SECONDS
    target = url
    for _ in range(_MAX_REDIRECTS + 1):
        parts = _split(target)
        try:
            answer = _ask(parts, limit_bytes, allow, deadline)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise ReportError(f"{target!r} cannot be fetched ({error}); check the address and the network") from error
        if isinstance(answer, Page):
            return answer
        target = urljoin(target, answer)
    raise ReportError(f"{url!r} redirects more than {_MAX_REDIRECTS} times; save the page and read the file")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ReportError(f"{url!r} is no web address ({error})") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise ReportError(f"{url!r} is no web address; it must start with http:// or https:// and a host")
    if parts.username is not None:
        raise ReportError(f"the address of {parts.hostname!r} holds a user name; leave it out")
    return parts


def _ask(parts: SplitResult, limit_bytes: int, allow: Callable[[IPAddress], bool], deadline: float) -> Page | str:
    """Return the page at an address, or where it redirects to."""
    connection = _connect(parts, allow)
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        connection.request("GET", path + query, headers=_HEADERS)
        response = connection.getresponse()
        location = response.getheader("Location")
        if response.status in _REDIRECTS and location:
            return location
        media_type = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        url = parts.geturl()
        if response.status != _OK:
            raise ReportError(f"{url!r} answers {response.status} {response.reason}; open it in a browser and save it")
        if media_type not in _MEDIA_TYPES:
            raise ReportError(f"{url!r} is {media_type or 'of no stated type'!r}, not a page of HTML or plain text")
        if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
            raise ReportError(f"{url!r} comes compressed although it was not asked to; save the page and read the file")
        return Page(url=url, media_type=media_type, content=_read(response, url, limit_bytes, deadline))
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, url: str, limit_bytes: int, deadline: float) -> bytes:
    content = bytearray()
    while chunk := response.read(_CHUNK_BYTES):
        content += chunk
        if len(content) > limit_bytes:
            raise ReportError(f"{url!r} is larger than {limit_bytes} bytes, too large for one report")
        if time.monotonic() > deadline:
            raise ReportError(
                f"{url!r} takes more than {_DEADLINE_SECONDS:.0f} seconds; save the page and read the file"
            )
    return bytes(content)


def _connect(parts: SplitResult, allow: Callable[[IPAddress], bool]) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    plain = _open_socket(host, port, allow)
    connection = http.client.HTTPConnection(host, port, timeout=_TIMEOUT_SECONDS)
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=_TIMEOUT_SECONDS)
        try:
            plain = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise
    connection.sock = plain  # http.client connects only where it has no socket yet
    return connection


def _open_socket(host: str, port: int, allow: Callable[[IPAddress], bool]) -> socket.socket:
    """Connect to the first address of a host that is allowed; what was checked is what is connected to."""
    failure: OSError | None = None
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        # A scope such as "%eth0" is no part of the address itself.
        if not allow(ipaddress.ip_address(re.sub(r"%.*", "", str(address[0])))):
            raise ReportError(f"{host!r} is on this machine or its network, not on the internet; save the page instead")
        opened = socket.socket(family, kind, protocol)
        opened.settimeout(_TIMEOUT_SECONDS)
        try:
            opened.connect(address)
        except OSError as error:
            opened.close()
            failure = error
        else:
            return opened
    raise failure or OSError("the host has no address")
