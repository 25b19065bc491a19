"""The OpenAPI document is true of the real site: calls that Schemathesis generates from it, right
and wrong ones, alone and one after another, are answered as it says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from accounts.models import User
from posts.models import Collection, Hashtag
from tests.factories import PASSWORD, make_comment, make_media, make_post
from tests.media.pictures import cornered, encoded
from tests.processes import ROOT, Site

SCHEMATHESIS = Path(sys.executable).with_name("st")
CONFIG = Path(__file__).with_name("schemathesis.toml")
# Phases, how many examples of each, and how many calls that makes at least: some 2,200 are the same
# in both, at the bounds of each value.
SHORT = ("coverage,stateful", 10, 2_000)
LONG = ("coverage,fuzzing,stateful", 210, 20_000)


@pytest.fixture
def known(alice: User, bob: User, erin: User) -> dict[str, list[str]]:
    """What alice, who calls, can find."""
    User.objects.filter(pk=erin.pk).update(is_private=True)
    posts = [make_post(author) for author in (alice, bob)]
    comments = [make_comment(post, bob) for post in posts]
    return {
        "username": ["alice", "bob", "erin"],
        "key": [post.shortcode for post in posts],
        "comment_id": [str(comment.pk) for comment in comments],
        "collection_id": [str(Collection.objects.create(owner=alice, name="Lights").pk)],
        "media_id": [str(make_media(alice).pk) for _ in range(3)],
        "name": [Hashtag.objects.create(name="light").name],
        "password": [PASSWORD],
    }


@pytest.mark.timeout(3600)
def test_the_document_is_true(
    server: Site, known: dict[str, list[str]], tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    phases, examples, at_least = LONG if pytestconfig.getoption("long") else SHORT
    report = tmp_path / "report.json"
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SCHEMATHESIS_HOOKS": "tests.api.hooks",
        "API_LOGIN_URL": f"{server.url}/api/v1/auth/login",
        # By the address: the username is among what a call can change.
        "API_LOGIN": json.dumps({"login": "alice@example.org", "password": PASSWORD}),
        "API_KNOWN": json.dumps(known),
        "API_PHOTO": encoded(cornered(60, 40), "JPEG").hex(),
    }
    command = (
        *(SCHEMATHESIS, "--config-file", CONFIG, "run", f"{server.url}/api/schema"),
        *("--phases", phases, "--max-examples", str(examples)),
        *("--report", "json", "--report-json-path", report),
    )
    assert subprocess.run(command, env=env, cwd=tmp_path, check=False).returncode == 0
    generated = json.loads(report.read_text())["test_cases"]["generated"]
    assert generated > at_least
