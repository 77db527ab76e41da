"""Give bytes of this session an address that the map's frame can fetch.

Streamlit's media files have no cache headers, do not know the base path, and are forgotten unless
they are added again on every run; this is the one place that knows.
"""

from streamlit import runtime

from sahel_geo.ui.server import base_path


def media_url(content: bytes, media_type: str, name: str) -> str:
    """
    Serve bytes to whoever knows the address, which follows from the content.

    Parameters
    ----------
    content
        What is served. Nothing from an upload may be served without a salt in it.
    media_type
        Such as `application/json`.
    name
        Tells this file from the others of the session.

    Returns
    -------
    url
        A path on this server; empty outside a running server, as in a test of the page script.
    """
    if not runtime.exists():
        return ""
    return base_path() + runtime.get_instance().media_file_mgr.add(content, media_type, name)
