"""The two ways in which a command ends early without being at fault."""


class Trouble(Exception):  # noqa: N818 - not an error of ours
    """What the person at the terminal can put right: one sentence, with the remedy."""


class Stopped(Exception):  # noqa: N818 - it was asked for
    """Somebody pressed Ctrl-C, closed the terminal or sent SIGTERM."""

    def __init__(self, signum: int) -> None:
        super().__init__(f"stopped by signal {signum}")
        self.signum = signum
