"""Bytes in, text cells or shapes out: files a reader brings, whatever wrote them, within limits."""
