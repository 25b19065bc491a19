"""Work outside the request: Celery and the outbox, whose rows are the guarantee."""

from kombu import Queue

from config import env

OUTBOX_SUBSCRIBERS = "config.subscribers.SUBSCRIBERS"
# Renewed while a task works: so soon is what a killed worker held taken over.
OUTBOX_LEASE_SECONDS = env.integer("OUTBOX_LEASE_SECONDS", 15)
OUTBOX_MAX_ATTEMPTS = 8
# How long a task may go on, batch after batch, before those behind it get their turn.
OUTBOX_TURN_SECONDS = 2.0
# How much one transaction of a purge deletes at most.
PURGE_BATCH_SIZE = env.integer("PURGE_BATCH_SIZE", 500)
LIVE_EVENTS = "config.subscribers.LIVE_EVENTS"
MEDIA_RULES = "config.media_rules.MEDIA_RULES"

CELERY_BROKER_URL = env.broker(env.text("REDIS_DURABLE_URL", env.text("REDIS_URL", "")))
CELERY_TASK_QUEUES = [Queue(name) for name in ("fanout", "media", "mail", "default")]
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_EXPIRES = None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A task that needs longer works in batches, and is sent again when its turn is over.
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 75
# Subscribers may be declared in any module; this one names them all.
CELERY_IMPORTS = ["config.subscribers"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A list in Redis for each priority; a queue's first one is named after it.
    "priority_steps": list(range(10)),
    "visibility_timeout": 600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "global_keyprefix": "celery:",
    # A broker that went away without closing its connections is noticed within seconds.
    "socket_timeout": 10,
    "health_check_interval": 5,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# A task outlives the connection to the broker: its row says who runs it, so a message that the
# broker delivers again does nothing.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False

# Kept in memory: each entry is due one interval after beat's start, and may run twice at once.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "resend overdue outbox entries": {
        "task": "core.resend_overdue",
        "schedule": env.integer("OUTBOX_RESEND_SECONDS", 2),
        "options": {"expires": 30},
    },
    "dead-letter unknown outbox entries": {
        "task": "core.dead_letter_unknown",
        "schedule": 600,
        "options": {"expires": 600},
    },
    "start due purges of accounts": {
        "task": "accounts.start_due_purges",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "purge expired sessions, devices and codes": {
        "task": "accounts.purge_expired",
        "schedule": 600,
        "options": {"expires": 600},
    },
    "discard abandoned uploads": {
        "task": "posts.discard_abandoned_uploads",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "purge files that no row refers to": {
        "task": "core.purge_unclaimed_files",
        "schedule": 600,
        "options": {"expires": 600, "queue": "media"},
    },
    "verify timelines": {
        "task": "feeds.verify_timelines",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "purge expired attempts and responses": {
        "task": "core.purge_expired",
        "schedule": 600,
        "options": {"expires": 600},
    },
}
