"""What comes out of a parcel is what was put into it."""

import pickle
from dataclasses import dataclass

from site_builder.keyed import Sealed, digest
from site_builder.parcel import Parcel


@dataclass(frozen=True, slots=True)
class Stone(Sealed):
    name: str
    weight: int


STONES = (Stone("granite", 3), Stone("chalk", 1))


def test_it_is_a_sequence() -> None:
    parcel = Parcel(STONES)
    assert (tuple(parcel), len(parcel), parcel[1], parcel[:1]) == (STONES, 2, STONES[1], STONES[:1])


def test_its_length_and_digest_are_known_while_it_is_packed() -> None:
    sent = pickle.loads(pickle.dumps(Parcel(STONES)))
    assert (len(sent), sent.digest) == (2, Parcel(STONES).digest)
    assert isinstance(sent._entries, bytes)
    again = pickle.loads(pickle.dumps(sent))
    assert isinstance(sent._entries, bytes)
    assert tuple(again) == STONES


def test_two_are_equal_by_what_is_in_them_and_in_what_order() -> None:
    assert Parcel(STONES) == pickle.loads(pickle.dumps(Parcel(STONES)))
    assert Parcel(STONES) != Parcel(reversed(STONES))
    assert len({Parcel(STONES), Parcel(STONES), Parcel()}) == 2


def test_it_counts_into_a_key_by_its_digest() -> None:
    assert digest(Parcel(STONES)) != digest(Parcel(STONES[:1]))
