"""Values that are unpickled when they are asked for."""

import pickle

from site_builder.model import Reason
from site_builder.relate.lazy import Lazy

VALUES = {"a": (Reason("cites", ("2",)),), "b": (), "c": (Reason("cited-by"), Reason("listed", ("e",)))}


class Heavy:
    """Something that tells how often it was loaded."""

    loaded = 0

    def __setstate__(self, _state: object) -> None:
        Heavy.loaded += 1

    def __getstate__(self) -> object:
        return "state"


def sent(values: Lazy[object]) -> Lazy[object]:
    copy: Lazy[object] = pickle.loads(pickle.dumps(values))
    return copy


def test_what_is_loaded_again_is_equal() -> None:
    assert sent(Lazy(VALUES)) == sent(sent(Lazy(VALUES))) == VALUES
    assert list(sent(Lazy(VALUES))) == ["a", "b", "c"]


def test_a_value_is_loaded_when_it_is_asked_for_and_once() -> None:
    Heavy.loaded = 0
    copy = sent(sent(Lazy({"a": Heavy(), "b": Heavy()})))
    assert (len(copy), "a" in copy, "x" in copy, Heavy.loaded) == (2, True, False, 0)
    assert copy["a"] is copy["a"]
    assert Heavy.loaded == 1


def test_some_of_it_with_new_ones_loads_nothing() -> None:
    Heavy.loaded = 0
    copy = sent(Lazy({"a": Heavy(), "b": Heavy(), "c": Heavy()})).of(["c", "new", "a"], {"new": 1, "a": 2})
    assert list(copy) == ["c", "new", "a"]
    assert (copy["new"], copy["a"], Heavy.loaded) == (1, 2, 0)
    assert isinstance(copy["c"], Heavy)


def test_one_over_the_other_loads_nothing() -> None:
    Heavy.loaded = 0
    below, above = sent(Lazy({"a": 1, "b": Heavy(), "c": 3})), sent(Lazy({"c": Heavy(), "d": 4}))
    both = above.over(below)
    assert (list(both), both["a"], both["d"], Heavy.loaded) == (["a", "b", "c", "d"], 1, 4, 0)
    assert isinstance(both["c"], Heavy)
