"""Posts: those that come, change and go."""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import rule

from core.models import OutboxEntry
from core.outbox import emit
from feeds.tasks import fan_out_post
from posts.events import PostPublished
from posts.models import Post
from posts.services.archiving import archive_post, unarchive_post
from posts.services.deleting import delete_post
from posts.services.editing import edit_post
from posts.services.entities import record_caption
from posts.services.publishing import publish_if_ready
from tests.factories import make_post
from tests.feeds.histories.world import World, names, numbers
from tests.outbox import run_task

captions = st.sampled_from(["", "#sea", "#Sea and #sky", "#sky", "The sea", "#sea #fog #sky"])
audiences = st.sampled_from([Post.Audience.PUBLIC, *Post.Audience.values])


class Publishing(World):
    def __init__(self) -> None:
        super().__init__()
        for _ in range(2):
            for name in self.people:
                self.make_post(name, after=1)

    def make_post(
        self,
        name: str,
        *,
        after: int = 0,
        order: int = 0,
        caption: str = "",
        audience: str = Post.Audience.PUBLIC,
        state: str = Post.State.READY,
    ) -> Post:
        post = make_post(
            self.people[name],
            id=self.next_post_id(after=after, order=order),
            caption=caption,
            audience=audience,
            state=state,
            photographs=state == Post.State.PROCESSING,
        )
        record_caption(post=post)
        self.posts.append(post)
        return post

    @rule(
        name=names,
        after=st.integers(0, 1),
        order=st.integers(0, 3),
        caption=captions,
        audience=audiences,
    )
    def post(self, name: str, after: int, order: int, caption: str, audience: str) -> None:
        """Often of the same millisecond as the last, before or after it."""
        with transaction.atomic():
            post = self.make_post(
                name, after=after, order=order, caption=caption, audience=audience
            )
            emit(PostPublished(post_id=post.pk))

    @rule(name=names, count=st.integers(2, 4), order=st.integers(0, 3))
    def post_many(self, name: str, count: int, order: int) -> None:
        """Fanned out at once."""
        for _ in range(count):
            self.post(name, 1, order, "", Post.Audience.PUBLIC)
            run_task(OutboxEntry.objects.filter(subscriber=fan_out_post.name).latest("pk"))

    @rule(name=names, caption=captions)
    def upload(self, name: str, caption: str) -> None:
        """A post whose photo is not ready yet."""
        with transaction.atomic():
            self.make_post(name, after=1, caption=caption, state=Post.State.PROCESSING)

    @rule(number=numbers)
    def render(self, number: int) -> None:
        """The photo of such a post is ready, by when others are newer."""
        waiting = Post.objects.filter(state=Post.State.PROCESSING, deleted_at=None).order_by("-id")
        for post in waiting[number % 3 :]:
            with transaction.atomic():
                publish_if_ready(post_id=post.pk)

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        if post := self.post_at(number):
            self.posts.remove(post)
            delete_post(post=post, actor=post.author)

    @rule(number=numbers)
    def archive(self, number: int) -> None:
        if post := self.post_at(number):
            archive_post(post=post, actor=post.author)

    @rule()
    def unarchive_all(self) -> None:
        for post in Post.objects.filter(archived_at__isnull=False, deleted_at=None):
            unarchive_post(post=post, actor=post.author)

    @rule(number=numbers, audience=audiences)
    def change_audience(self, number: int, audience: str) -> None:
        if post := self.post_at(number):
            edit_post(post=post, actor=post.author, audience=audience)

    @rule(number=numbers, caption=captions)
    def change_caption(self, number: int, caption: str) -> None:
        if post := self.post_at(number):
            edit_post(post=post, actor=post.author, caption=caption)
