"""Smooth a grid: a kernel along both axes, the edges repeated."""

import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[np.float64]

BINOMIAL = np.array([1, 4, 6, 4, 1]) / 16


def blur(grid: Grid, kernel: Grid) -> Grid:
    """Blur a grid with a symmetric kernel of odd length whose weights sum to 1."""
    margin = len(kernel) // 2

    def blur_line(line: Grid) -> Grid:
        return np.convolve(np.pad(line, margin, "edge"), kernel, "valid")

    return np.apply_along_axis(blur_line, 1, np.apply_along_axis(blur_line, 0, grid))


def build_gaussian(sigma: float) -> Grid:
    """Build a Gaussian kernel of a standard deviation in cells, cut off at three of them."""
    reach = int(np.ceil(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel: Grid = weights / weights.sum()
    return kernel
