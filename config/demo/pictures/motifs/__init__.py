"""What several kinds of picture need: hours of the day, land, people, things on tables."""
