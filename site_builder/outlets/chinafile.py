"""ChinaFile (chinafile.com): Drupal. The contributions to a conversation are its comments and stay."""

from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop, drop_lines

OUTLET = Outlet(
    "chinafile",
    (
        drop("page-furniture", "#comments > h2.title, nav.links, .field-name-field-profile-photo, ul.links"),
        drop_lines("page-furniture", r"(?:Comments|Related Reading|Topics)"),
    ),
)
