"""A map dashboard of insecurity in the Sahel, with honest uncertainty."""

__version__ = "0.1.0"
