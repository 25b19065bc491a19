"""`manage.py translations`: the catalogues follow the source."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.translations.catalogues import languages, merged, path_of, write
from config.translations.problems import problems_of
from config.translations.sources import all_messages


class Command(BaseCommand):
    help = (
        "Writes every text of the source into the catalogues under config/locale and compiles"
        " them; what is translated stays. With --check: says what is missing and changes nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only look; fail on any problem.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        messages = all_messages()
        if not check:
            for language in languages():
                catalogue = merged(language, messages)
                write(language, catalogue)
                done = f"{catalogue.percent_translated()} % of {len(messages)}"
                self.stdout.write(f"{path_of(language)}: {done} translated")
            return
        problems = [each for language in languages() for each in problems_of(language, messages)]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"{len(messages)} texts, complete in {', '.join(languages())}.")
