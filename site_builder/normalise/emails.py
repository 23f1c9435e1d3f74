"""Mail addresses that a content network hid from robots."""

from __future__ import annotations

from site_builder import tree


def hidden_email(node: tree.Node) -> str:
    """The address in data-cfemail (hexadecimal, every byte XORed with the first), "" if there is none."""
    code = tree.attribute(node, "data-cfemail")
    try:
        data = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", "replace") if data else ""
