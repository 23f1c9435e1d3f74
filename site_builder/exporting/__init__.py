"""Forms of the whole dossier that are no part of the site: a database, a book."""
