"""The forms of the pages."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import CharField, LineField, ServiceForm, TextField
from posts.models import (
    ALT_MAX_LENGTH,
    COLLECTION_NAME_MAX_LENGTH,
    COMMENT_MAX_LENGTH,
    LOCATION_MAX_LENGTH,
    Media,
    Post,
)
from posts.services.publishing import MAX_MEDIA
from posts.services.tagged import MAX_TAGGED_USERS
from posts.text.captions import CAPTION_MAX_LENGTH

# Enough for MAX_TAGGED_USERS.
TYPED_NAMES_MAX_LENGTH = 1000


class InitialField(forms.ChoiceField):
    """The initial choice if none was made."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) or self.initial


class UsernamesField(CharField):
    """Usernames with or without `@`, separated by spaces or commas."""

    def clean(self, value: Any) -> list[str]:
        return [name for name in re.split(r"[\s,;،]+", super().clean(value)) if name]

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value


class PostForm(forms.Form):
    """The text and the options of a post, and the alt texts of its photos.

    Files are handled one by one, since each can fail.
    """

    max_photos = MAX_MEDIA
    max_tagged = MAX_TAGGED_USERS
    alt_max_length = ALT_MAX_LENGTH

    caption = TextField(
        required=False,
        max_length=CAPTION_MAX_LENGTH,
        label=_("Caption"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    location = LineField(
        required=False,
        max_length=LOCATION_MAX_LENGTH,
        label=_("Location"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    tagged = UsernamesField(
        required=False, max_length=TYPED_NAMES_MAX_LENGTH, label=_("Tag people")
    )
    audience = InitialField(
        required=False,
        initial=Post.Audience.PUBLIC,
        choices=Post.Audience.choices,
        label=_("Who can see this"),
    )
    comments_from = InitialField(
        required=False,
        initial=Post.CommentsFrom.EVERYONE,
        choices=Post.CommentsFrom.choices,
        label=_("Who can comment"),
    )
    hide_counts = forms.BooleanField(required=False, label=_("Hide like and comment counts"))

    def __init__(
        self, data: QueryDict | None, *, photos: Sequence[Media] = (), **options: Any
    ) -> None:
        super().__init__(data, **options)
        self._alt_fields = {each: f"alt-{each.pk}" for each in photos}
        for each, name in self._alt_fields.items():
            self.fields[name] = _alt_field(each)

    @property
    def photos(self) -> list[tuple[Media, forms.BoundField]]:
        return [(each, self[name]) for each, name in self._alt_fields.items()]

    @property
    def values(self) -> dict[str, Any]:
        """The arguments of `publish_post` but its photos, of a valid form."""
        given = {name: self.cleaned_data[name] for name in PostForm.base_fields}
        return {**given, "alts": self._alts}

    @property
    def _alts(self) -> dict[UUID, str]:
        named = {each.pk: name for each, name in self._alt_fields.items()}
        return {pk: self.cleaned_data[name] for pk, name in named.items() if name in self.data}


class EditForm(PostForm):
    """An existing post, with the order of its photos.

    Without scripts a button moves a photo: the form comes back with the new order, unsaved.
    """

    def __init__(self, data: QueryDict | None, *, post: Post) -> None:
        options = ("audience", "comments_from", "hide_counts")
        shown = {name: getattr(post, name) for name in ("caption", "location", *options)}
        shown["tagged"] = [each.user.username for each in post.tagged_users]
        photos = _arranged(list(post.media.all()), data)
        super().__init__(data, photos=photos, initial=shown)
        # Required: an omitted choice must not become the default, everyone.
        self.fields["audience"].required = self.fields["comments_from"].required = True

    @property
    def is_rearranged(self) -> bool:
        return bool({"earlier", "later"} & set(self.data))

    @property
    def changes(self) -> dict[str, Any]:
        """The arguments of `edit_post`, of a valid form."""
        return {
            **self.values,
            "tagged": self.cleaned_data["tagged"] if "tagged" in self.data else None,
            "media_ids": [each.pk for each, _field in self.photos],
        }


class CommentForm(ServiceForm):
    """`parent_id` is the comment that is replied to."""

    parent_id = forms.UUIDField(required=False)
    text = TextField(
        max_length=COMMENT_MAX_LENGTH,
        label=_("Comment"),
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 1, "dir": "auto"}),
    )


class AuthorSettingsForm(ServiceForm):
    """Hidden words, one per line or separated by commas."""

    filtered_words = TextField(
        required=False,
        label=_("Hidden words"),
        widget=forms.Textarea(
            attrs={"rows": 4, "dir": "auto", "class": "input", "autocapitalize": "none"}
        ),
    )
    reviews_tags = forms.BooleanField(required=False, label=_("Approve tags first"))

    def clean_filtered_words(self) -> list[str]:
        return re.split(r"[\n,\u060c\u3001\uff0c]", self.cleaned_data["filtered_words"])


class CollectionForm(ServiceForm):
    name = LineField(
        max_length=COLLECTION_NAME_MAX_LENGTH,
        label=_("Name"),
        error_messages={"required": _("Enter a name.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "autofocus": True}),
    )


def _alt_field(media: Media) -> TextField:
    most = number_format(ALT_MAX_LENGTH, force_grouping=True)
    too_long = gettext("Alt texts can have up to %s characters.") % most
    return TextField(
        required=False,
        max_length=ALT_MAX_LENGTH,
        initial=media.alt,
        error_messages={"max_length": too_long},
    )


def _arranged(media: list[Media], data: QueryDict | None) -> list[Media]:
    """In the order that the form asks for."""
    if data is None:
        return media
    order = data.getlist("media_ids")
    places = {each.pk: place for place, each in enumerate(media)}
    media.sort(key=lambda each: (_place(order, str(each.pk)), places[each.pk]))
    for name, by in (("earlier", -1), ("later", 1)):
        _move(media, data.get(name, ""), by)
    return media


def _place(order: list[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _move(media: list[Media], media_id: str, by: int) -> None:
    places = [place for place, each in enumerate(media) if str(each.pk) == media_id]
    for place in places:
        other = place + by
        if 0 <= other < len(media):
            media[place], media[other] = media[other], media[place]
