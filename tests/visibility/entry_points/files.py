"""Media files: a photo is served to the viewers who may see its post."""

from dataclasses import dataclass

from core.media.links import link_query
from tests.visibility.entry_points.base import Detail, Response
from tests.visibility.world import Viewer, World, WorldPost


@dataclass(frozen=True)
class File(Detail):
    """By the browser's cookie, by an app's token, or by a link signed for the viewer."""

    by: str = "cookie"

    def request(self, world: World, viewer: Viewer, each: WorldPost | None = None) -> Response:
        assert each is not None
        folder = each.media.folder
        path = f"/media/{folder}/640.jpg"
        client = viewer.app if self.by == "token" else viewer.browser
        if self.by == "link" and viewer.user is not None:
            client = world.viewers["anonymous"].browser
            path += "?" + link_query(base=folder, viewer_id=viewer.user.pk)
        return Response.of(client.get(path), sent=[folder])


FILES = [File("media/<path:key>", by=how) for how in ("cookie", "token", "link")]
