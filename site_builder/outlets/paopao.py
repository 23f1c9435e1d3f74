"""泡泡 (pao-pao.net): Drupal. Everything but the fields of the article is page furniture; paragraphs are <br><br>."""

from site_builder.outlets.outlet import Outlet
from site_builder.outlets.related import related_after_heading
from site_builder.outlets.steps import drop, mark, read_attribute, read_element, repeated_title

OUTLET = Outlet(
    "paopao",
    (
        read_attribute("published", ".submitted [property~='dc:date']", "content"),
        read_element("authors", ".field-name-author", replacing=True),
        drop("comments", "#comments, .comment-wrapper, ul.links, .comment-form"),
        drop("page-furniture", ".submitted, .field-name-service-links-displays-group, .view-mode-home_promoted_block_"),
        drop("page-furniture", ".block:not(#block-system-main), .views-row, .service-links, .field-name-field-tags h3"),
        repeated_title(),
        mark(".field-name-field-image-source", "photo-credit"),
        related_after_heading(),
    ),
)
