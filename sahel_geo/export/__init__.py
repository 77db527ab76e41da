"""Bytes to download, made from the same document as the screen."""
