"""The files of a starter dossier, as they are written by `dossier new`."""
