"""Start a Streamlit program on a free port, and look at the memory of its process."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
APP = ROOT / "app.py"
START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True)
class Server:
    """A running program: its page, and its process."""

    address: str
    process: int

    def memory_mb(self) -> tuple[float, float]:
        """Give what it holds in memory now, and the most it ever held, in megabytes."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        now, peak = (
            int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) * 1024 / 1e6
            for name in ("VmRSS", "VmHWM")
        )
        return now, peak


@contextmanager
def serve(program: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """
    Run a program as `streamlit run` does, with the settings of this repository.

    Parameters
    ----------
    program
        A script, or a module with an `app`.
    environment
        Variables on top of those that are set.

    Yields
    ------
    server
        Once it says that it is well; it ends with the block.

    Raises
    ------
    RuntimeError
        If it does not start; with what it wrote last.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(program)]
    command += [f"--server.port={port}", "--server.headless=true"]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    variables = {**os.environ, "PYTHONPATH": path, **environment}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=variables, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not _becomes_well(f"http://localhost:{port}/_stcore/health", process):
                log.seek(0)
                msg = f"{program.name} did not start: {log.read().decode(errors='replace')[-800:]}"
                raise RuntimeError(msg)
            yield Server(f"http://localhost:{port}/", process.pid)
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _becomes_well(health_url: str, process: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(health_url, timeout=2).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False
