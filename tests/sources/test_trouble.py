import socket
import ssl
from datetime import timedelta

import httpx
import pytest

from reader.sources.trouble import failure_sentence, is_no_such_host, pause_in_words


def chained(outer: Exception, inner: BaseException) -> Exception:
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (chained(httpx.ConnectError("x"), socket.gaierror(-2, "Name or service not known")), "name was not found"),
        (chained(httpx.ConnectError("x"), ConnectionRefusedError(111, "refused")), "refused the connection"),
        (httpx.ConnectError("", request=httpx.Request("GET", "http://x")), "could not be reached"),
        (httpx.ConnectTimeout("x"), "could not be reached in time"),
        (httpx.ReadTimeout("x"), "did not answer in time"),
        (httpx.ReadError("x"), "closed the connection"),
        (httpx.RemoteProtocolError("x"), "not valid HTTP"),
        (httpx.InvalidURL("x"), "address is not valid"),
        (UnicodeError("idna"), "address is not valid"),
        (ConnectionResetError(104, "reset"), "closed the connection"),
        (RuntimeError("\x1b]0;x\x07"), "could not be fetched (RuntimeError)"),
        (BaseExceptionGroup("all", [OSError("a"), ConnectionRefusedError(111, "no")]), "refused the connection"),
    ],
)
def test_each_failure_has_its_words(error: BaseException, words: str) -> None:
    sentence = failure_sentence(error)
    assert words in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("code", "message", "words"),
    [(10, "certificate has expired", "it has expired."), (99, "odd\x1b]0;x\x07", "odd.")],
)
def test_a_certificate_says_why(code: int, message: str, words: str) -> None:
    problem = ssl.SSLCertVerificationError(1, "failed")
    problem.verify_code, problem.verify_message = code, message
    sentence = failure_sentence(chained(httpx.ConnectError("x"), problem))
    assert sentence == f"The server's certificate is not accepted: {words}"


def test_a_name_that_is_not_there_and_a_name_service_that_is_not() -> None:
    absent, silent = socket.gaierror(socket.EAI_NONAME, "x"), socket.gaierror(socket.EAI_AGAIN, "x")
    assert is_no_such_host(chained(httpx.ConnectError("x"), absent))
    assert not is_no_such_host(silent)
    assert failure_sentence(silent) == "The server's name could not be looked up; check the network."


def test_a_loop_of_causes_ends() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert failure_sentence(first) == "The feed could not be fetched (ValueError)."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (119, "119 seconds"), (121, "3 minutes"), (3600, "60 minutes"),
     (7200, "2 hours"), (31 * 86400, "31 days"), (-5, "0 seconds")],
)  # fmt: skip
def test_pauses_in_words(seconds: int, words: str) -> None:
    assert pause_in_words(timedelta(seconds=seconds)) == words
