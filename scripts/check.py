"""Run every check of the project, in order; stop at the first that fails.

`python scripts/check.py` is the README's test command: lint, format, types, import contracts,
tests with coverage of the core, then tests in a real Chromium (skipped where there is none,
unless CI is set).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
CORE_COVERAGE = 90

CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("lint", [PYTHON, "-m", "ruff", "check", "."]),
    ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ("types", [PYTHON, "-m", "mypy"]),
    ("imports", [PYTHON, "-c", "from importlinter.cli import lint_imports_command as c; c()"]),
    ("data", [PYTHON, "-m", "sahel_geo", "validate"]),
    (
        "tests",
        [PYTHON, "-m", "pytest", "-q", "-n", "auto", "--cov", f"--cov-fail-under={CORE_COVERAGE}"],
    ),
    ("browser tests", [PYTHON, "-m", "pytest", "-q", "-n", "auto", "-m", "browser"]),
)


def main() -> int:
    """Run the checks; give the exit code of the first that fails, or 0."""
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code:
            print(f"== {name}: failed", flush=True)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
