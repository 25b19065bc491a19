"""The OpenAPI document is true of the real site: calls generated from it, many of them wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from accounts.models import User
from posts.models import Collection
from tests.factories import PASSWORD, make_comment, make_media, make_post
from tests.media.pictures import cornered, encoded
from tests.processes import Site

HERE = Path(__file__).parent


def test_api(server: Site, alice: User, bob: User, erin: User) -> None:
    posts = [make_post(alice), make_post(bob)]
    comments = [make_comment(post, bob) for post in posts]
    collection = Collection.objects.create(owner=alice, name="Lights")
    known = {
        "username": ["alice", "bob", "erin"],
        "key": [post.shortcode for post in posts],
        "comment_id": [str(comment.pk) for comment in comments],
        "collection_id": [str(collection.pk)],
        "media_id": [str(make_media(alice).pk) for _ in range(3)],
        "name": ["light"],
    }
    env = {
        **os.environ,
        "SCHEMATHESIS_HOOKS": "tests.api.hooks",
        "API_SITE": server.url,
        "API_LOGIN": json.dumps({"login": "alice", "password": PASSWORD}),
        "API_KNOWN": json.dumps(known),
        "API_PHOTO": encoded(cornered(60, 40), "JPEG").hex(),
    }
    argv = [
        Path(sys.executable).with_name("st"),
        "--config-file",
        HERE / "schemathesis.toml",
        "run",
        f"{server.url}/api/schema",
    ]
    print(server.url)
    done = subprocess.run([str(x) for x in argv] + os.environ.get("API_ARGS", "").split(), env=env)
    assert done.returncode == 0
