#!/usr/bin/env python3
"""Changes a small image as Keras's ImageDataGenerator does, for AugmentationTests.

  pip install numpy scipy
  python3 augmented.py > augmented.json

The map is that of Keras's apply_affine_transform (rotation, shift, zoom about the middle, in x and
y), the values are read by scipy's affine_transform with order 1 and mode "nearest", flips come last.
"""
import json

import numpy as np
from scipy.ndimage import affine_transform

random = np.random.default_rng(3)


def change(image, angle, shift, zoom, flips):
    cosine, sine = np.cos(angle), np.sin(angle)
    rotation = np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]])
    moved = np.array([[1, 0, shift[0]], [0, 1, shift[1]], [0, 0, 1]])
    zoomed = np.diag([zoom[0], zoom[1], 1])
    height, width = image.shape[:2]
    middle = np.array([[1, 0, width / 2 - 0.5], [0, 1, height / 2 - 0.5], [0, 0, 1]])
    matrix = middle @ rotation @ moved @ zoomed @ np.linalg.inv(middle)
    matrix[:, [0, 1]] = matrix[:, [1, 0]]
    matrix[[0, 1]] = matrix[[1, 0]]
    result = np.stack([affine_transform(image[..., c], matrix[:2, :2], matrix[:2, 2], order=1,
                                        mode="nearest") for c in range(image.shape[2])], -1)
    if flips[0]:
        result = result[:, ::-1]
    if flips[1]:
        result = result[::-1]
    return result


cases = []
for height, width, channels, *arguments in [
    (6, 6, 1, 0.0, (0, 0), (1, 1), (False, False)),
    (7, 5, 1, 0.0, (1, -2), (1, 1), (False, False)),
    (6, 6, 1, 0.14, (0, 0), (1, 1), (False, False)),
    (6, 8, 2, -0.1, (0.4, -0.55), (0.9, 1.15), (False, False)),
    (5, 7, 1, 0.7, (-1.3, 0.2), (1.2, 0.8), (True, False)),
    (8, 6, 3, -2.5, (0.3, 1.1), (0.85, 1.05), (False, True)),
    (6, 6, 1, 0.05, (0.6, -0.6), (1.1, 1.1), (True, True)),
]:
    image = random.integers(0, 256, (height, width, channels)).astype(float)
    angle, shift, zoom, flips = arguments
    cases.append({
        "height": height, "width": width, "channels": channels, "angle": angle, "shift": shift,
        "zoom": zoom, "flips": flips, "image": image.astype(int).ravel().tolist(),
        "result": change(image, *arguments).ravel().tolist()})
json.dump({"cases": cases}, open(1, "w"), separators=(",", ":"), sort_keys=True)
