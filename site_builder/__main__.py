"""`python -m site_builder` is `dossier`."""

import sys

from site_builder.cli import main

sys.exit(main())
