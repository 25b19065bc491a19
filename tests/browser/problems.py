"""What a browser reports: errors in the console, failed requests, policy violations."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# What the page itself gave up, as on leaving it.
GIVEN_UP = "net::ERR_ABORTED"
SOCKET_GIVEN_UP = "WebSocket is closed before the connection is established"


@dataclass
class Problems:
    found: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        self.expected.append(pattern)

    @property
    def unexpected(self) -> list[str]:
        return [
            problem
            for problem in self.found
            if not any(re.search(pattern, problem) for pattern in self.expected)
        ]

    def listen_to(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.found.append(f"exception: {error.stack}"))
        page.on("requestfailed", self._lose)
        page.on("response", self._receive)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and SOCKET_GIVEN_UP not in message.text:
            self.found.append(f"console: {message.text} {message.location['url']}")

    def _lose(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self.found.append(f"failed: {request.method} {request.url} {request.failure}")

    def _receive(self, response: Response) -> None:
        if response.status >= 400:
            self.found.append(f"{response.status}: {response.request.method} {response.url}")
