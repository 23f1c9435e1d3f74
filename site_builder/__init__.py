"""dossier: a folder of collected articles on one topic becomes a site worth publishing."""

__version__ = "0.1.0"
