"""Web Mercator as the map draws it: x and y from 0 to 1, y downward, in single precision."""

import numpy as np
import numpy.typing as npt

LATITUDE_LIMIT = 85.05112878
"""Where Web Mercator's square world ends, in degrees (EPSG:3857)."""

Floats = npt.NDArray[np.float32]


def project(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> tuple[Floats, Floats]:
    """X and y of WGS 84 degrees; latitudes beyond the world's edge are put on it."""
    x = (np.asarray(longitude, dtype=np.float64) + 180.0) / 360.0
    radians = np.radians(np.clip(np.asarray(latitude, dtype=np.float64), -LATITUDE_LIMIT, LATITUDE_LIMIT))
    y = 0.5 - np.log(np.tan(np.pi / 4 + radians / 2)) / (2 * np.pi)
    return x.astype(np.float32), y.astype(np.float32)
