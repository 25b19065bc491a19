from messaging.selectors.posts import visible_post_ids

__all__ = ["visible_post_ids"]
