"""Work outside the request: Celery and the outbox. Redis only carries hints of it."""

from kombu import Queue

from config import env

OUTBOX_SUBSCRIBERS = "config.subscribers.SUBSCRIBERS"
OUTBOX_LEASE_SECONDS = env.integer("OUTBOX_LEASE_SECONDS", 15)
OUTBOX_MAX_ATTEMPTS = 8
CHORES = "config.chores.CHORES"
LIVE_EVENTS = "config.subscribers.LIVE_EVENTS"

CELERY_BROKER_URL = env.broker(env.text("REDIS_DURABLE_URL", env.text("REDIS_URL", "")))
CELERY_TASK_QUEUES = [Queue(name) for name in ("fanout", "media", "mail", "default")]
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "global_keyprefix": "celery:",
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
