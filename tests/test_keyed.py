"""Digests: of values, and of nothing but values."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from typing import NamedTuple

import pytest

from site_builder.keyed import Flat, Keyed, digest
from site_builder.model import Moment, Origin


class Pair(NamedTuple):
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Known:
    text: str
    digest: bytes


DIFFERENT = (
    "",
    "a",
    b"a",
    1,
    True,
    1.0,
    None,
    (),
    ("a",),
    (("a",),),
    ("a", "b"),
    ("ab", ""),
    Pair("a", "b"),
    {"a": "b"},
    {"a": "b", "c": "d"},
    {"c": "d", "a": "b"},
    Moment("2020"),
    Moment("2020", where="time"),
    Moment("2020", is_estimate=True),
    Origin("2020", b""),
    "\ud800",
)


def test_different_values_have_different_digests() -> None:
    assert len({digest(value) for value in DIFFERENT}) == len(DIFFERENT)
    assert digest("a", "b") != digest("ab")


@pytest.mark.parametrize("value", DIFFERENT, ids=repr)
def test_equal_values_have_one_digest_whoever_made_them(value: object) -> None:
    copy = pickle.loads(pickle.dumps((value, value)))
    assert digest(copy) == digest((value, pickle.loads(pickle.dumps(value))))


def test_a_value_with_a_digest_of_its_own_counts_as_that() -> None:
    assert digest(Known("a", b"1")) == digest(Known("b", b"1")) != digest(Known("a", b"2"))


def test_flat_values_count_by_what_is_in_them() -> None:
    one, same = Flat((("ab", 1), None)), Flat((("".join("ab"), 1), None))
    assert one.digest == same.digest
    assert len({Flat(v).digest for v in ((), ("a",), (("a",),), ("a", "b"), ("ab",), (1,), (True,), (None,))}) == 8
    with pytest.raises(ValueError, match="unmarshallable"):
        Flat((Pair("a", "b"), object())).digest  # noqa: B018


@pytest.mark.parametrize("value", [object(), {1, 2}, iter(()), ["a list can change"]], ids=type)
def test_what_is_no_frozen_value_has_none(value: object) -> None:
    with pytest.raises(TypeError):
        digest(value)


def test_a_key_is_that_of_name_and_inputs() -> None:
    made = Keyed("upper", lambda text: [text.upper()], "a")
    assert made() == ("A",)
    assert made.key == replace(made, make=lambda text: [text]).key
    assert len({made.key, replace(made, name="lower").key, replace(made, inputs="b").key}) == 3
