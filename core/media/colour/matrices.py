"""The mathematics of RGB colour spaces: matrices, and a change of white."""

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

D50: Vector = (0.9642, 1.0, 0.8249)
"""The white of ICC profiles, as XYZ."""

# Bradford's response of the eye's cones, as in ICC.1, annex E.
_CONES: Matrix = (
    (0.8951, 0.2664, -0.1614),
    (-0.7502, 1.7135, 0.0367),
    (0.0389, -0.0685, 1.0296),
)


def times(matrix: Matrix, vector: Vector) -> Vector:
    a, b, c = (row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2] for row in matrix)
    return a, b, c


def product(left: Matrix, right: Matrix) -> Matrix:
    return transposed(_rows(*(times(left, column) for column in transposed(right))))


def transposed(matrix: Matrix) -> Matrix:
    return _rows(*zip(*matrix, strict=True))


def inverse(matrix: Matrix) -> Matrix:
    """Raises ZeroDivisionError if there is none."""
    a, b, c = matrix
    cofactors = (_cross(b, c), _cross(c, a), _cross(a, b))
    determinant = sum(x * y for x, y in zip(a, cofactors[0], strict=True))
    return transposed(_rows(*(_scaled(row, 1 / determinant) for row in cofactors)))


def rgb_to_xyz(chromaticities: tuple[float, ...]) -> Matrix:
    """From linear RGB to XYZ under D50, by x and y of white, red, green and blue.

    Raises ZeroDivisionError if these span no colour space.
    """
    white, *primaries = (_xyz(*chromaticities[at : at + 2]) for at in (0, 2, 4, 6))
    columns = transposed(_rows(*primaries))
    amounts = times(inverse(columns), white)
    scaled = (_scaled(*each) for each in zip(primaries, amounts, strict=True))
    return product(_adaptation(white), transposed(_rows(*scaled)))


def _adaptation(white: Vector) -> Matrix:
    """From `white` to D50."""
    before, after = times(_CONES, white), times(_CONES, D50)
    gains = (there / here for here, there in zip(before, after, strict=True))
    scaled = (_scaled(*each) for each in zip(_CONES, gains, strict=True))
    return product(inverse(_CONES), _rows(*scaled))


def _xyz(x: float, y: float) -> Vector:
    return x / y, 1.0, (1 - x - y) / y


def _scaled(vector: Vector, by: float) -> Vector:
    return vector[0] * by, vector[1] * by, vector[2] * by


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _rows(*rows: Vector) -> Matrix:
    a, b, c = rows
    return a, b, c
