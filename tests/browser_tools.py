"""A real Chromium without any outside address, and a small server for pages and files of ours.

No fixtures here: tests of the map's frame and of the whole page share these.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost"})


def find_chromium() -> str:
    """
    Find the browser, or skip the test; where CI is set, a missing browser is a failure.

    Returns
    -------
    executable
        Path of Debian's `chromium`.
    """
    executable = shutil.which("chromium")
    if executable is None and os.environ.get("CI"):
        pytest.fail("CI is set, but no chromium is installed for the browser tests.")
    if executable is None:
        pytest.skip("No chromium is installed.")
    return executable


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Chromium, and close it at the end."""
    executable = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=list(CHROMIUM_FLAGS), headless=True
        )
        try:
            yield browser
        finally:
            browser.close()


def block_outside(context: BrowserContext) -> list[str]:
    """
    Abort every request that would leave this machine.

    Returns
    -------
    attempts
        The addresses tried; grows while pages run. A test asserts that it stays empty.
    """
    attempts: list[str] = []

    def decide(route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.scheme in {"data", "blob"} or parts.hostname in LOCAL_HOSTS:
            route.continue_()
            return
        attempts.append(route.request.url)
        route.abort()

    context.route("**/*", decide)
    return attempts


@dataclass
class LocalServer:
    """Files by path, served on a free port of this machine; may be changed while it runs."""

    base_url: str
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Content and media type by path, such as `/index.html`."""
    delays: dict[str, threading.Event] = field(default_factory=dict)
    """Paths whose answer waits until the event is set."""
    requests: list[str] = field(default_factory=list)

    def put(self, path: str, content: bytes | str, media_type: str) -> str:
        """Serve a file, and give its address."""
        body = content.encode("utf-8") if isinstance(content, str) else content
        self.files[path] = (body, media_type)
        return f"{self.base_url}{path}"


@contextmanager
def serve_files() -> Iterator[LocalServer]:
    """Start a server for files in memory, and stop it at the end."""
    served = LocalServer("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            served.requests.append(path)
            if path in served.delays:
                served.delays[path].wait(timeout=10)
            body, media_type = served.files.get(path, (b"", ""))
            self.send_response(200 if media_type else 404)
            self.send_header("Content-Type", f"{media_type or 'text/plain'}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


START_SECONDS = 60


@contextmanager
def serve_dashboard(
    root: Path, *options: str, base_path: str = "", data_folder: Path | None = None
) -> Iterator[str]:
    """
    Start the dashboard as the README says, on a free port, and stop it at the end.

    Parameters
    ----------
    root
        The folder of the clone.
    options
        More options of `streamlit run`.
    base_path
        What the page is served under.
    data_folder
        What the page shows; the shipped data when None.

    Yields
    ------
    address
        Where the page is, once the server says that it is well.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    command += ["--server.headless=true", f"--server.baseUrlPath={base_path}", *options]
    environment = dict(os.environ)
    if data_folder is not None:
        environment["SAHEL_GEO_DATA"] = str(data_folder)
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://localhost:{port}/{base_path}"
            _wait_until_well(f"{address.rstrip('/')}/_stcore/health", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_until_well(health_url: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(health_url, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = f"The dashboard did not start (exit code {server.poll()})."
    raise RuntimeError(message)
