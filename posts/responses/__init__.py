"""Responses that several page views share."""
