"""The relations to posts, comments and hashtags that a viewer switches on and off."""

from core.web.toggles import Toggle
from posts.selectors.comments import get_comment
from posts.selectors.hashtags import get_tag_name
from posts.selectors.posts import get_visible_post
from posts.services.archiving import archive_post, unarchive_post
from posts.services.comment_likes import like_comment, unlike_comment
from posts.services.comment_pins import pin_comment, unpin_comment
from posts.services.hashtags import follow_tag, unfollow_tag
from posts.services.likes import like_post, unlike_post
from posts.services.pinning import pin_post, unpin_post
from posts.services.saves import save_post, unsave_post
from posts.services.tagged import approve_tag, remove_tag

LIKE = Toggle(get=get_visible_post, on=like_post, off=unlike_post, target="post")
SAVE = Toggle(get=get_visible_post, on=save_post, off=unsave_post, target="post")
PIN = Toggle(get=get_visible_post, on=pin_post, off=unpin_post, target="post", actor="actor")
ARCHIVE = Toggle(
    get=get_visible_post, on=archive_post, off=unarchive_post, target="post", actor="actor"
)
OWN_TAG = Toggle(get=get_visible_post, on=approve_tag, off=remove_tag, target="post")
COMMENT_LIKE = Toggle(get=get_comment, on=like_comment, off=unlike_comment, target="comment")
COMMENT_PIN = Toggle(
    get=get_comment, on=pin_comment, off=unpin_comment, target="comment", actor="actor"
)
HASHTAG_FOLLOW = Toggle(
    get=get_tag_name, on=follow_tag, off=unfollow_tag, target="name", actor="follower"
)
