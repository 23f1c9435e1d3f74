"""Addresses in Markdown that a clipper wrote."""

import pytest

from site_builder.normalise.addresses import addressed

BASE = "https://e.org/news/a"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[甲](/b?utm_source=x&id=1)", "[甲](https://e.org/b?id=1)"),
        ("[甲](//other.org/b)", "[甲](https://other.org/b)"),
        ("![](https://images.weserv.nl/?url=i.e.org/a.jpg)", "![](https://i.e.org/a.jpg)"),
        ('![](https://images.weserv.nl?url=https://i.e.org/a.jpg "图")', '![](https://i.e.org/a.jpg "图")'),
        ("[甲](<https://e.org/b?fbclid=1>)", "[甲](<https://e.org/b>)"),
        ("[甲](https://e.org/b_(c)?gclid=2)", "[甲](https://e.org/b_(c))"),
        ("[甲](mailto:a@e.org) [乙](#p) [丙](c.html)", "[甲](mailto:a@e.org) [乙](#p) [丙](c.html)"),
        ("```\n[甲](/b)\n```\n[甲](/b)", "```\n[甲](/b)\n```\n[甲](https://e.org/b)"),
        ("~~~\n```\n[甲](/b)\n~~~\n", "~~~\n```\n[甲](/b)\n~~~\n"),
        ("没有链接 /b", "没有链接 /b"),
    ],
)
def test_addresses(markdown: str, expected: str) -> None:
    assert addressed(markdown, BASE) == expected
    assert addressed(expected, BASE) == expected


def test_a_page_of_unknown_address() -> None:
    assert addressed("[甲](/b) ![](//i.e.org/a.jpg)", "") == "[甲](/b) ![](https://i.e.org/a.jpg)"
