"""Draws the sheets of cnn-001's feature maps with matplotlib, from the CSV files that
`learn lesson cnn --render-feature-maps` leaves, and prints the seconds.

Run: python Benchmarks/feature-maps/peer.py Output/cnn/feature-maps
"""

import sys
import tempfile
import time
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

folder = Path(sys.argv[1])
target = Path(tempfile.mkdtemp())
tables = {path.stem: np.loadtxt(path, delimiter=",") for path in sorted(folder.glob("*.csv"))}
start = time.perf_counter()


def save(figure, name):
    for ending in ["png", "pdf"]:
        figure.savefig(target / f"{name}.{ending}", dpi=200)
    plt.close(figure)


for name, values in tables.items():
    figure, axes = plt.subplots(figsize=(4.5, 5.2))
    image = axes.imshow(values, cmap="RdBu", interpolation="nearest")
    axes.set_title(name)
    figure.colorbar(image)
    save(figure, name)
for group in sorted({name.rsplit("-map-", 1)[0] for name in tables if "-map-" in name}):
    maps = [values for name, values in tables.items() if name.startswith(group + "-map-")]
    figure, axes = plt.subplots(2, len(maps) // 2, figsize=(11, 6))
    for place, values in zip(axes.flat, maps):
        place.imshow(values, cmap="Blues", interpolation="nearest")
    save(figure, group + "-maps")
print(f"{len(tables)} tables, {time.perf_counter() - start:.2f} s")
