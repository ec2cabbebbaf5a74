#!/usr/bin/env python3
"""Shows that NumPy, given a model file of cnn-001, mlp-002 or another source network, computes the
answers that `learn evaluate` reports: reads it with the safetensors library and runs the layers.

  pip install numpy safetensors
  LEARN_DATA=… python3 check_model.py MODEL mnist [IMAGES]

Prints accuracy and mean loss on the first IMAGES test images (all by default), to compare with
`learn evaluate MODEL --data mnist`, and the first image's probabilities.
"""
import gzip
import json
import os
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


def main():
    path, data = sys.argv[1:3]
    with safe_open(path, "numpy") as file:
        metadata = file.metadata()
    tensors = {name: t.astype("float64") for name, t in load_file(path).items()}
    folder = os.path.join(os.environ["LEARN_DATA"], data)
    with gzip.open(folder + "/t10k-images-idx3-ubyte.gz") as f:
        images = np.frombuffer(f.read(), np.uint8)[16:].reshape(-1, 28, 28, 1).astype("float64")
    with gzip.open(folder + "/t10k-labels-idx1-ubyte.gz") as f:
        labels = np.frombuffer(f.read(), np.uint8)[8:]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else len(labels)
    images, labels = images[:count], labels[:count]
    if metadata["preprocessing"] == "unitColumns":
        lengths = np.sqrt((images ** 2).sum(1, keepdims=True))
        images = images / np.where(lengths == 0, 1, lengths)
    else:
        images = images / 255
    architecture = json.loads(metadata["architecture"])
    answers = np.concatenate([run(architecture, tensors, images[i:i + 500])
                              for i in range(0, count, 500)])
    print("accuracy", (answers.argmax(1) == labels).mean())
    print("loss", -np.log(answers[np.arange(count), labels]).mean())
    print("first", " ".join(f"{p:.8f}" for p in answers[0]))


main()
