"""What `dossier serve` is made of: the shelf of built files, HTTP, live reload, and watching folders."""
