"""The families of pictures. Each module has `sketch(seed, rng)`."""
