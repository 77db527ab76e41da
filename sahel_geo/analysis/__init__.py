"""Frames in, frames out: filtering, counting, hostage movements."""
