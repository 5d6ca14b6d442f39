"""People of a journey, each in a browser of their own, doing what people do on the site.

They find things as people do: by the words of a button, a link or a label. A step is a link or a
button pressed; answering what a page asks is not a step of its own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from playwright.sync_api import Browser, Error, Locator, expect

PATIENCE = 30_000  # milliseconds: a busy machine is no failure
expect.set_options(timeout=PATIENCE)


class Person:
    """Somebody with a browser. `steps` counts what they pressed since `starts_at`."""

    def __init__(self, browser: Browser, site: str, name: str = "", *, scripts: bool) -> None:
        self.name = name
        self.site = site
        self.scripts = scripts
        self.context = browser.new_context(java_script_enabled=scripts)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.steps = 0
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.troubles.append(message.text)

    @property
    def surprises(self) -> list[str]:
        """What the browser complained of, but for answers that refuse: those were asked for."""
        meant = re.compile(r"status of (403|404|409|422)")
        return [trouble for trouble in self.troubles if not meant.search(trouble)]

    # Pressing, following, filling in.

    def starts_at(self, path: str = "/") -> None:
        """Open a page by its address, and count steps from there."""
        self.page.goto(self.site + path)
        self.steps = 0

    def presses(self, words: str, within: Locator | None = None) -> None:
        self._press((within or self.page).get_by_role("button", name=words, exact=True))

    def follows(self, words: str | re.Pattern[str], within: Locator | None = None) -> None:
        self._press((within or self.page).get_by_role("link", name=words, exact=True))

    def _press(self, found: Locator) -> None:
        self.steps += 1
        with self._or_tells():
            found.click()

    def opens(self, words: str) -> None:
        """Open a part of the page that is folded away."""
        with self._or_tells():
            self.page.locator("summary").get_by_text(words, exact=True).click()

    def writes(self, label: str, words: str) -> None:
        with self._or_tells():
            self.page.get_by_label(label, exact=True).fill(words)

    def chooses(self, *labels: str) -> None:
        with self._or_tells():
            for label in labels:
                self.page.get_by_label(label, exact=True).check()

    def picks(self, label: str, option: str) -> None:
        with self._or_tells():
            self.page.get_by_label(label, exact=True).select_option(label=option)

    @contextmanager
    def _or_tells(self) -> Iterator[None]:
        """Where it fails, the report tells where they are, and what they read there."""
        try:
            yield
        except (Error, AssertionError) as trouble:
            who = self.name or "Somebody"
            trouble.add_note(f"{who} is at {self.where} and reads: {self.reads()}")
            raise

    # Looking.

    def sees_page(self, heading: str | re.Pattern[str]) -> None:
        with self._or_tells():
            expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def sees(self, words: str, within: Locator | None = None) -> None:
        with self._or_tells():
            expect((within or self.page).get_by_text(words).first).to_be_visible()

    def does_not_see(self, words: str, within: Locator | None = None) -> None:
        with self._or_tells():
            expect((within or self.page).get_by_text(words)).to_have_count(0)

    def part(self, heading: str) -> Locator:
        """The part of the page under a heading."""
        return self.page.get_by_role("region", name=heading, exact=True)

    def reads(self) -> str:
        """All words of this page, folded away or not, on one line."""
        return " ".join((self.page.get_by_role("main").text_content() or "").split())

    def may_open(self, path: str) -> bool:
        """Type an address, and say whether its page opens: not a refusal, nor the way in."""
        answer = self.page.goto(self.site + path)
        assert answer is not None
        return answer.ok and self.where == path

    def forges(self, path: str, **sent: str) -> tuple[int, str]:
        """Send what no button of this page sends, as somebody would who knows how.

        Comes back with the status and the answer.
        """
        token = self.page.locator('meta[name="csrf-token"]').get_attribute("content")
        answer = self.context.request.post(
            self.site + path, form={"csrf_token": token or "", **sent}, max_redirects=0
        )
        told = answer.text()
        assert "That came from another site." not in told and "You have been away" not in told
        return answer.status, told

    @property
    def where(self) -> str:
        """The address of this page, without the site's."""
        return self.page.url.removeprefix(self.site)

    # What people do.

    def comes_in(self) -> None:
        """Come in through the demo door, by picture."""
        self.starts_at()
        self.follows("Come in and look round")
        self.sees_page("Who would you like to be?")
        self._press(self.page.get_by_role("button", name=re.compile(f"^{self.name} ")))
        self.sees_page(f"Hello, {self.name.split()[0]}")

    def says(self, words: str) -> None:
        """Say something, from the front page: one field, and nothing else."""
        self.starts_at()
        self.follows("Say something", self.page.get_by_role("main"))
        self.writes("What do you want to say?", words)
        self.presses("Carry on")
        self.sees_page("Check your words")
        self.presses("Send")
        self.sees_page("Thank you. It is sent.")

    def says_me_too(self, title: str) -> None:
        self.presses(f"Me too: {title}")
        expect(
            self.page.get_by_role("button", name=f"Me too: {title}", pressed=True)
        ).to_be_visible()

    def answers_yes(self, why: str, promise: str, by: date) -> None:
        """Answer the issue of this page, with a promise of one's own."""
        self.follows("Answer this")
        self.chooses("Yes")
        self.presses("Next")
        self.writes("Why?", why)
        self.presses("Next")
        self.writes("What do you promise?", promise)
        self.presses("Next")
        self.sees_page("Who will do it?")
        self.presses("Next")
        self.writes("By when?", by.isoformat())
        self.presses("Next")
        self.sees_page("Check your answer")
        self.presses("Send my answer")
        self.sees(promise, self.part("What was promised"))

    def kept_the_promise(self) -> None:
        """Say that the promise on this page is kept, and all is done."""
        self.follows("I kept it")
        self.chooses("Yes, it is done")
        self.presses("I kept it")

    def says_how_it_is(self, how: str, words: str) -> None:
        """Answer *Is it really better?* on the page of its link."""
        self.sees_page("Is it really better?")
        self.chooses(how)
        self.writes("Do you want to say more?", words)
        self.presses("Send my answer")
        self.sees("Thank you. You said:")
