"""The demo's picture generator."""

import pytest
from PIL import ImageStat

from config.demo.pictures import KINDS, SIZES, avatar, describe, draw, plan
from config.demo.pictures.catalogue import SCENES

# Small, because a scene's composition does not depend on how many pixels it gets.
TALL, SQUARE, WIDE = (108, 135), (120, 120), (150, 100)


@pytest.mark.parametrize("kind", KINDS)
def test_every_composition_fills_every_shape(kind: str) -> None:
    for seed in range(len(SCENES[kind])):
        for size in (TALL, SQUARE, WIDE):
            picture = draw(kind, seed, size)
            assert (picture.mode, picture.size) == ("RGB", size)
            spread = max(ImageStat.Stat(picture).stddev)
            assert spread > 8, f"{kind} {seed} is nearly one colour"


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_always_draws_the_same(kind: str) -> None:
    first = draw(kind, 3, TALL).tobytes()
    draw(kind, 4, SQUARE)
    assert draw(kind, 3, TALL).tobytes() == first


@pytest.mark.parametrize("kind", KINDS)
def test_other_seeds_draw_other_pictures(kind: str) -> None:
    seeds = range(2 * len(SCENES[kind]))
    assert len({draw(kind, seed, TALL).tobytes() for seed in seeds}) == len(seeds)


def test_words_come_without_drawing_and_have_no_gaps() -> None:
    for kind in KINDS:
        for seed in range(4 * len(SCENES[kind])):
            sketch = describe(kind, seed)
            assert sketch.subject
            assert sketch.mood
            assert sketch.alt[0].isupper()
            assert not set("{}[]") & set(sketch.alt + sketch.mood + sketch.film)
            assert describe(kind, seed).alt == sketch.alt


def test_there_are_a_hundred_subjects() -> None:
    subjects = {
        (kind, describe(kind, seed).subject) for kind in KINDS for seed in range(len(SCENES[kind]))
    }
    assert len(subjects) == sum(len(SCENES[kind]) for kind in KINDS) >= 100


def test_a_plan_mixes_all_kinds_and_shapes() -> None:
    frames = plan(300)
    assert len(set(frames)) == 300
    counts = [sum(frame.kind == kind for frame in frames) for kind in KINDS]
    assert max(counts) - min(counts) <= 1
    assert {frame.size for frame in frames} == set(SIZES)


def test_avatars_are_small_squares_and_all_different() -> None:
    avatars = [avatar(seed) for seed in range(12)]
    assert {picture.size for picture in avatars} == {(320, 320)}
    assert len({picture.tobytes() for picture in avatars}) == 12
