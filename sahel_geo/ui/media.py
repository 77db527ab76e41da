"""Give bytes of this session an address that the map's frame can fetch.

Streamlit's media files have no cache headers, do not know the base path, and are forgotten unless
they are added again on every run; this is the one place that knows.
"""

import hashlib

from streamlit import runtime

from sahel_geo.ui.server import base_path


def media_url(content: bytes, media_type: str, name: str, *, salt: str = "") -> str:
    """
    Serve bytes to whoever knows the address, which follows from the content.

    Parameters
    ----------
    content
        What is served.
    media_type
        Such as `application/json`.
    name
        Tells this file from the others of the session.
    salt
        Goes into the address, so that nobody can work it out who has or guesses the content:
        `session.salt`, needed for all that was made of an upload.

    Returns
    -------
    url
        A path on this server; empty outside a running server, as in a test of the page script.
    """
    if not runtime.exists():
        return ""
    # the address is a digest of the content, of a large one only of parts, and of this name
    secret = f"{salt}-{hashlib.sha256(content).hexdigest()}" if salt else None
    manager = runtime.get_instance().media_file_mgr
    return base_path() + manager.add(content, media_type, name, file_name=secret)
