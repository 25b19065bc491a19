"""The compositions: a package for each kind, a module for each composition."""
