"""Serve the map's files beside the page, gzipped and cached for ever under content-hashed names."""

import gzip
from functools import cache, lru_cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sahel_geo.cartography.web.assets import AssetUrls, WebAsset, collect_assets
from sahel_geo.ui.settings import Settings

ASSET_PATH = "atlas"
COMPRESSED = frozenset(
    {
        "text/javascript",
        "text/css",
        "application/geo+json",
        "application/json",
        "application/octet-stream",
    }
)
MOST_PUBLISHED = 64
"""Files made of the data that are kept; the oldest goes first."""


def base_path() -> str:
    """Give the path the page is served under, such as `/sahel`, or nothing at the root."""
    configured = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{configured}" if configured else ""


@cache
def _assets(data_folder: Path) -> tuple[WebAsset, ...]:
    return collect_assets(data_folder)


def asset_urls(data_folder: Path) -> AssetUrls:
    """Give the addresses of the map's files, as the map's frame must ask for them."""
    return AssetUrls(f"{base_path()}/{ASSET_PATH}", _assets(data_folder))


@cache
def _published() -> dict[str, WebAsset]:
    """Keep what was made of the operator's data, by public name; it is the same for everybody."""
    return {}


def publish(asset: WebAsset) -> str:
    """
    Serve something made of the operator's data to every visitor, and give its address.

    Nothing of one visitor may be published: whoever knows the name gets it (see `media`).
    """
    published = _published()
    published[asset.public_name] = asset
    while len(published) > MOST_PUBLISHED:
        published.pop(next(iter(published)), None)
    return f"{base_path()}/{ASSET_PATH}/{asset.public_name}"


def asset_routes() -> list[Route]:
    """Make the route that serves the map's files of the operator's data folder."""
    files = {asset.public_name: asset for asset in _assets(Settings.from_environment().data_folder)}

    def serve(request: Request) -> Response:
        name = request.path_params["name"]
        asset = files.get(name) or _published().get(name)
        if asset is None:
            return Response("Not found", status_code=404, media_type="text/plain")
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "Vary": "Accept-Encoding",
        }
        takes_gzip = "gzip" in request.headers.get("accept-encoding", "")
        if asset.media_type in COMPRESSED and takes_gzip:
            headers["Content-Encoding"] = "gzip"
            return Response(_zipped(asset), headers=headers, media_type=asset.media_type)
        return Response(asset.content, headers=headers, media_type=asset.media_type)

    return [Route(f"{base_path()}/{ASSET_PATH}/{{name}}", serve)]


@lru_cache(maxsize=64)
def _zipped(asset: WebAsset) -> bytes:
    return gzip.compress(asset.content, compresslevel=6, mtime=0)
