"""Posts with a file, and the ways to request one."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core.media.links import link_query
from posts.models import Media, Post
from tests.factories import make_post

ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]
CONTENT = b"not looked at"


def save_file(media: Media) -> str:
    """Put a file where one of its renditions lies; the address."""
    key = f"{media.folder}/640.jpg"
    storages["media"].save(key, ContentFile(CONTENT))
    return f"/media/{key}"


def make_post_with_file(author: User, **fields: Any) -> tuple[Post, str]:
    post = make_post(author, **fields)
    return post, save_file(post.media.get())


def folder_of(path: str) -> str:
    return path.removeprefix("/media/").rpartition("/")[0]


def link(path: str, person: User) -> str:
    """The path with the parameters of a link signed for a viewer."""
    return f"{path}?{link_query(base=folder_of(path), viewer_id=person.pk)}"


class Reader:
    """How a viewer, or an anonymous one, requests a file; each returns the status."""

    def __init__(self, client_of: ClientOf, api_of: ApiOf, person: User | None) -> None:
        self.person = person
        self.clients: list[Client] = [Client()]
        if person:
            self.clients = [client_of(person), api_of(person)]

    def statuses(self, path: str) -> list[int]:
        responses = [client.get(path).status_code for client in self.clients]
        if self.person:
            responses.append(Client().get(link(path, self.person)).status_code)
        return responses

    def can_read(self, path: str) -> bool:
        statuses = set(self.statuses(path))
        assert statuses in ({200}, {404}), statuses
        return statuses == {200}


ReaderOf = Callable[[User | None], Reader]
