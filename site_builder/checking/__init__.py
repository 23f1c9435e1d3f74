"""What `dossier check` looks at: the content, the pages made of it, what must not leak, the size, the links outward."""
