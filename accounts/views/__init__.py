"""The pages under /accounts/: each shows a form, and hands what is filled in to a service."""
