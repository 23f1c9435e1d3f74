"""Nei.st (nei.st): magazine texts behind a wall of advertisement cards; related reading in section.collection."""

from site_builder.outlets.outlet import Outlet
from site_builder.outlets.related import related_box
from site_builder.outlets.steps import drop, drop_from, read_element, repeated_title, tags

OUTLET = Outlet(
    "neist",
    (
        repeated_title(),
        tags(".entry-footer a[rel~=tag]"),
        drop("advertisement", ".code-block, [class*=ads_], .iframe-blocker"),
        drop("paywall", ".gfw, [class^=BarrierFailsafe], .nykpaywall"),
        related_box("section.collection"),
        drop("page-furniture", ".entry-footer, [class^=qyoLgsBM], .page-header"),
        read_element("summary", ".blog-post__description"),
        drop_from("promo", r"(?:No )?More\.?", least=0.4),
    ),
)
