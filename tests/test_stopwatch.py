"""Where the time of a build goes."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.stopwatch import Stopwatch

BUILD = [sys.executable, "-m", "site_builder", "build", "--profile"]


def test_a_stage_within_another_counts_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 4.0, 4.5, 5.0, 6.0])
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    stage = Stopwatch()
    with stage("outer"):  # 0.0
        with stage("inner"):  # 1.0 to 4.0
            pass
        with stage("inner"):  # 4.5 to 5.0
            pass
    assert stage.spent == {"inner": 3.5, "outer": 2.5}


def test_the_stages_of_a_build_are_listed_and_add_up(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text('title = "河港"\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    text = "---\ntitle: 渡轮停航\nurl: https://daily.example/1\npublished: 2020-01-01\n---\n\n渡轮停航三天。\n"
    (tmp_path / "content" / "a.md").write_text(text, encoding="utf-8")
    said = subprocess.run(BUILD, cwd=tmp_path, capture_output=True, text=True, check=True).stderr
    rows = re.findall(r"^(.{16}) *([\d.]+) s +([\d.]+)% +([\d.]+) ms an article$", said, re.M)
    stages = [name.strip() for name, *_ in rows]
    assert {"read", "normalise", "body", "topic words", "search words", "relate", "pages", "write"} <= set(stages)
    assert stages[-1] == "all"
    shares = [float(share) for *_, share, _ in rows]
    assert abs(sum(shares[:-1]) - 100) < 2
