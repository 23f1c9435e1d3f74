"""The gate: built sites held against what readers, browsers and standards ask of them. See __main__.py."""
