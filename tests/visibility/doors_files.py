"""The doors to the files: a photograph is seen by those who see its post."""

from dataclasses import dataclass

from core.media.links import link_query
from tests.visibility.doors import Detail, Said
from tests.visibility.world import Shown, Viewer, World


@dataclass(frozen=True)
class File(Detail):
    """By the browser's cookie, by an app's token, or by a link made out to the viewer."""

    by: str = "cookie"

    def ask(self, world: World, viewer: Viewer, each: Shown | None = None) -> Said:
        assert each is not None
        folder = each.media.folder
        path = f"/media/{folder}/640.jpg"
        client = viewer.app if self.by == "token" else viewer.browser
        if self.by == "link" and viewer.user is not None:
            client = world.viewers["anonymous"].browser
            path += "?" + link_query(base=folder, viewer_id=viewer.user.pk)
        return Said.of(client.get(path), asked=[folder])


FILES = [File("media/<path:key>", by=how) for how in ("cookie", "token", "link")]
