"""All rate limits of the site, in the order of docs/limits.md."""

from accounts.limits import LIMITS as ACCOUNT_LIMITS
from core.limits.site import API, API_ANONYMOUS, UPLOADS
from messaging.limits import LIMITS as MESSAGING_LIMITS
from posts.limits import LIMITS as POST_LIMITS
from social.limits import LIMITS as SOCIAL_LIMITS

LIMITS = (
    *ACCOUNT_LIMITS,
    *POST_LIMITS,
    *MESSAGING_LIMITS,
    *SOCIAL_LIMITS,
    UPLOADS,
    API,
    API_ANONYMOUS,
)
