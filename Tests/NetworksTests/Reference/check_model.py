#!/usr/bin/env python3
"""Shows that NumPy, given a model file, computes the very outputs that `learn` computes: reads the
file with the safetensors library, runs the layers in 64 bits, and compares each probability of each
image.

  pip install numpy safetensors
  learn evaluate MODEL --data mnist --outputs OUTPUTS.csv
  python3 check_model.py MODEL OUTPUTS.csv .../t10k-images-idx3-ubyte.gz

Prints the largest difference; exit code 1 if it is above 1e-5, or if the images do not fit.
`script/check-models` does this for several networks.
"""
import csv
import gzip
import json
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file


def windows(x, height, width, stride):
    view = np.lib.stride_tricks.sliding_window_view(x, (height, width), axis=(1, 2))
    return view[:, ::stride[0], ::stride[1]]


def run(architecture, tensors, x):
    counts = {}
    for layer in architecture["layers"]:
        kind = layer["kind"]
        counts[kind] = counts.get(kind, 0) + 1
        name = f"{kind}{counts[kind]}"
        if kind == "conv":
            h, w = layer["kernel"]
            if layer["padding"] == "same":
                pads = [max(0, (-(-n // s) - 1) * s + k - n) for n, s, k in
                        zip(x.shape[1:3], layer["stride"], (h, w))]
                x = np.pad(x, [(0, 0)] + [(p // 2, p - p // 2) for p in pads] + [(0, 0)])
            patches = windows(x, h, w, layer["stride"])
            x = np.einsum("nijcyx,yxcf->nijf", patches, tensors[name + ".kernel"], optimize=True)
            x = x + tensors[name + ".bias"]
        elif kind == "pool":
            under = windows(x, *layer["window"], layer["stride"])
            x = under.max((4, 5)) if layer["pooling"] == "max" else under.mean((4, 5))
        elif kind == "dense":
            x = x @ tensors[name + ".kernel"] + tensors[name + ".bias"]
        elif kind == "flatten":
            x = x.reshape(len(x), -1)
        elif kind == "norm":
            scale = tensors[name + ".gamma"] / np.sqrt(tensors[name + ".variance"] + layer["epsilon"])
            x = (x - tensors[name + ".mean"]) * scale + tensors[name + ".beta"]
        activation = layer.get("activation", "linear")
        if activation == "relu":
            x = np.maximum(x, 0)
        elif activation == "sigmoid":
            x = 1 / (1 + np.exp(-x))
        elif activation == "tanh":
            x = np.tanh(x)
        elif activation == "softmax":
            x = np.exp(x - x.max(1, keepdims=True))
            x = x / x.sum(1, keepdims=True)
    return x


def pixels(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        content = file.read()
    count, height, width = np.frombuffer(content, ">u4", 3, 4)
    return np.frombuffer(content, np.uint8)[16:].reshape(count, height, width, 1).astype("float64")


def main():
    model, table, path = sys.argv[1:]
    with safe_open(model, "numpy") as file:
        metadata = file.metadata()
    tensors = {name: t.astype("float64") for name, t in load_file(model).items()}
    images = pixels(path)
    if metadata["preprocessing"] == "unitColumns":
        lengths = np.sqrt((images ** 2).sum(1, keepdims=True))
        images = images / np.where(lengths == 0, 1, lengths)
    else:
        images = images / 255
    architecture = json.loads(metadata["architecture"])
    expected = np.concatenate([run(architecture, tensors, images[i:i + 500])
                               for i in range(0, len(images), 500)])
    with open(table, newline="") as file:
        rows = list(csv.reader(file))[1:]
    given = np.array([[float(cell) for cell in row[3:]] for row in rows])
    if given.shape != expected.shape:
        sys.exit(f"{table} has {given.shape} outputs, the model and the images {expected.shape}")
    answers = np.array([int(row[2]) for row in rows])
    difference = np.abs(given - expected).max()
    other = (answers != expected.argmax(1)).sum()
    print(f"{metadata['name']}: {given.shape[0]} images x {given.shape[1]} outputs, largest "
          f"difference {difference:.2e}, {other} answers differ")
    sys.exit(1 if difference > 1e-5 or not np.isfinite(given).all() else 0)


main()
