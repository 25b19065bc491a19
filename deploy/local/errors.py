"""The two ways in which a command ends early without a fault of its own."""


class UserError(Exception):
    """What the user can put right: one sentence, with the remedy."""


class Stopped(Exception):  # noqa: N818 - not an error
    """Ctrl-C, a closed terminal or SIGTERM."""

    def __init__(self, signum: int) -> None:
        super().__init__(f"stopped by signal {signum}")
        self.signum = signum
