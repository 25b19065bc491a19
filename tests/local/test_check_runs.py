import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.home import PROJECT

# In a process of its own, as `run_checks` makes it a subreaper, which pytest should not become.
_RUN = """
import os, sys
from deploy.local.check_runs import Check, run_checks

def check(name, code, **options):
    return Check(name, "", (sys.executable, "-c", code, *sys.argv[1:]), **options)

WAIT = '''
import pathlib, sys, time
def meet(mine, theirs):
    folder = pathlib.Path(sys.argv[1])
    (folder / mine).touch()
    end = time.monotonic() + 30
    while not (folder / theirs).exists():
        assert time.monotonic() < end, f"{theirs} did not run beside {mine}"
        time.sleep(0.01)
'''
ALONE = '''
import pathlib, sys, time
path = pathlib.Path(sys.argv[1], "suite")
path.mkdir()
time.sleep(0.1)
path.rmdir()
'''
for outcome in run_checks(CHECKS, os.environ):
    print(outcome.name, outcome.verdict)
"""


def _run(checks: str, folder: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", _RUN.replace("CHECKS", checks), folder],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def test_checks_run_beside_each_other_and_print_one_after_the_other(tmp_path: Path) -> None:
    first = "print('of the first'); meet('a', 'b'); print('end of the first')"
    second = "print('of the second'); meet('b', 'a')"

    said = _run(
        f"[check('first', WAIT + {first!r}, is_suite=True), check('second', WAIT + {second!r})]",
        tmp_path,
    )

    order = [
        "── first ",
        "of the first\nend of the first\n",
        "── second ",
        "of the second\n",
        "first passed\nsecond passed\n",
    ]
    assert sorted(order, key=said.index) == order


def test_suites_do_not_run_beside_each_other(tmp_path: Path) -> None:
    said = _run(
        "[check('one', ALONE, is_suite=True), check('two', ALONE, is_suite=True)]", tmp_path
    )

    assert said.endswith("one passed\ntwo passed\n")


def test_what_measures_runs_by_itself_and_last(tmp_path: Path) -> None:
    said = _run(
        "[check('one', ALONE), check('measures', ALONE, is_alone=True), check('two', '')]",
        tmp_path,
    )

    assert said.endswith("one passed\nmeasures passed\ntwo passed\n")


@pytest.mark.parametrize("failing", ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)"])
def test_a_failure_is_reported_and_ends_no_other_check(tmp_path: Path, failing: str) -> None:
    said = _run(f"[check('bad', {failing!r}), check('good', 'print(1)')]", tmp_path)

    assert said.endswith("bad FAILED\ngood passed\n")


def test_a_check_without_its_program_is_skipped_here_and_fails_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = "[check('css', '', needs='no-such-program')]"
    monkeypatch.delenv("CI", raising=False)
    assert _run(lacking, tmp_path).endswith("no-such-program.\ncss skipped\n")
    monkeypatch.setenv("CI", "true")
    assert _run(lacking, tmp_path).endswith("no-such-program.\ncss FAILED\n")
