"""The benchmark, `python3 manage.py bench`: see docs/performance.md.

It speaks to served programs by HTTP and sockets, and reads their effects in PostgreSQL and Redis;
only the seeding knows models. `rows` has what is measured, `floors` what it is compared with.
"""
