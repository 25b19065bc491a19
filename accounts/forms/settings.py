"""The forms of the settings pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import AS_TYPED, username_field
from accounts.models import User
from accounts.validation.profiles import (
    BIO_MAX_LENGTH,
    MAX_LINKS,
    Link,
    clean_link_title,
    clean_profile,
    clean_url,
)
from core.forms import CharField, ServiceForm
from core.media.crop import Crop

_URL = {**AS_TYPED, "inputmode": "url", "dir": "ltr"}


class ProfileForm(forms.Form):
    """All that a profile says. What may be said is up to `accounts.validation.profiles`."""

    bio_max_length = BIO_MAX_LENGTH

    avatar = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    crop = CharField(required=False, widget=forms.HiddenInput)
    remove_avatar = forms.BooleanField(required=False, label=_("Remove photo"))
    display_name = CharField(
        required=False,
        label=_("Name"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    bio = CharField(
        required=False,
        label=_("Bio"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    website = CharField(
        required=False,
        label=_("Website"),
        widget=forms.TextInput(attrs=_URL),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(MAX_LINKS):
            self.fields[f"link_title_{place}"] = _optional(
                _("Title"), dir="auto", placeholder=_("Title")
            )
            self.fields[f"link_url_{place}"] = _optional(
                _("Address"), placeholder="https://", **_URL
            )

    @property
    def link_rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"link_title_{n}"], self[f"link_url_{n}"]) for n in range(MAX_LINKS)]

    @property
    def texts(self) -> dict[str, Any]:
        """What `edit_profile` takes."""
        given = self.cleaned_data
        links = [
            {"title": given[f"link_title_{n}"], "url": given[f"link_url_{n}"]}
            for n in range(MAX_LINKS)
        ]
        return {
            **{name: given[name] for name in ("display_name", "bio", "website")},
            "links": links,
        }

    def clean_crop(self) -> Crop | None:
        try:
            return Crop.parse(self.cleaned_data["crop"])
        except ValueError:
            # Not worth an error: the middle is used.
            return None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for place in range(MAX_LINKS):
            self._clean_link(f"link_title_{place}", f"link_url_{place}")
        words: dict[str, Any] = {
            name: given[name] for name in ("display_name", "bio", "website") if name in given
        }
        return {**given, **clean_profile(words)}

    def _clean_link(self, title: str, url: str) -> None:
        for name, cleaner in ((title, clean_link_title), (url, clean_url)):
            try:
                self.cleaned_data[name] = cleaner(self.cleaned_data.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
        if self.cleaned_data.get(title) and self.cleaned_data.get(url) == "":
            self.add_error(url, ValidationError(_("Enter the link's address."), code="required"))


def profile_initial(user: User) -> dict[str, Any]:
    """The current profile, as the form's initial data."""
    links: list[Link] = user.links
    rows = {
        f"link_{part}_{place}": link[part]
        for place, link in enumerate(links[:MAX_LINKS])
        for part in ("title", "url")
    }
    return {"display_name": user.display_name, "bio": user.bio, "website": user.website, **rows}


class UsernameForm(ServiceForm):
    username = username_field()


class LanguageForm(ServiceForm):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


def _optional(label: Any, **attributes: Any) -> CharField:
    return CharField(required=False, label=label, widget=forms.TextInput(attrs=attributes))
