"""What the pages take."""

from django import forms
from django.utils.translation import gettext_lazy as _

from posts.captions import LONGEST as LONGEST_CAPTION


class WordsField(forms.CharField):
    """Browsers send line ends as two characters; people, and our limits, count one."""

    def to_python(self, value: object) -> str | None:
        if isinstance(value, str):
            value = value.replace("\r\n", "\n")
        return super().to_python(value)


class PostForm(forms.Form):
    """The words of a post; the photographs are handled one by one, for each has its own fate."""

    caption = WordsField(
        required=False,
        max_length=LONGEST_CAPTION,
        label=_("Caption"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    location = forms.CharField(
        required=False,
        max_length=100,
        label=_("Location"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class CommentForm(forms.Form):
    text = WordsField(
        max_length=2200,
        label=_("Comment"),
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 1, "dir": "auto"}),
    )
