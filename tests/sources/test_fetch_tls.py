"""Certificates: none is passed over, and why is said in words."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from reader.sources.fetch import Fetcher
from reader.sources.fetched import Fetched
from tests.sources.server import Detour, Names, Server, answer, serving


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@asynccontextmanager
async def secure(certificate: trustme.LeafCert) -> AsyncIterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    async with serving(context) as server:
        server.answers["/feed"] = answer(b"x")
        yield server


async def ask(server: Server) -> tuple[Fetched, Detour]:
    detour = Detour(server)
    names = Names()
    names.names = {"quay.example": "93.184.216.34"}
    async with Fetcher(resolve=names, backend=detour) as fetcher:
        return await fetcher.fetch("https://quay.example/feed"), detour


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the authority."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.mark.usefixtures("trusting")
async def test_the_certificate_is_that_of_the_name_and_not_of_the_address(authority: trustme.CA) -> None:
    async with secure(authority.issue_cert("quay.example")) as server:
        fetched, detour = await ask(server)
    assert (fetched.status, detour.dialled) == ("new", ["93.184.216.34"])
    assert server.requests[0][1]["host"] == "quay.example"


@pytest.mark.usefixtures("trusting")
async def test_another_servers_certificate(authority: trustme.CA) -> None:
    async with secure(authority.issue_cert("pier.example", "93.184.216.34")) as server:
        fetched, _ = await ask(server)
    assert fetched.error == "The server's certificate is not accepted: it is for another server."
    assert server.requests == []


@pytest.mark.usefixtures("trusting")
async def test_an_expired_certificate(authority: trustme.CA) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    async with secure(authority.issue_cert("quay.example", not_after=yesterday)) as server:
        fetched, detour = await ask(server)
    assert fetched.error == "The server's certificate is not accepted: it has expired."
    assert len(detour.dialled) == 1  # and no second try without it
    assert server.requests == []


async def test_a_certificate_that_nobody_vouches_for(authority: trustme.CA) -> None:
    async with secure(authority.issue_cert("quay.example")) as server:
        fetched, _ = await ask(server)
    assert fetched.status == "error"
    assert fetched.error.startswith("The server's certificate is not accepted: it is signed by ")
    assert server.requests == []
