#!/usr/bin/env python3
"""Trains one of the source networks in Keras, PyTorch or JAX; prints one JSON object.

  python3 peers.py cnn-001 --with keras --data mnist --batch 128 --images 60000 --epochs 2
"""
import argparse
import gzip
import json
import os
import resource
import time

import numpy as np

# Layers by name: c kernels side padding, p(ool), d units, drop rate; ReLU unless said otherwise.
NETWORKS = {
    "cnn-001": ["c 8 5 valid", "p", "c 16 5 valid", "p", "flat", "d 128", "drop 0.2"],
    "cnn-000": ["c 64 3 valid", "p"] * 3 + ["flat", "d 64", "d 32"],
    "mlp-002": ["flat", "d 128", "d 128"],
    "cnn-003": ["c 32 5 same", "c 32 5 same", "p", "drop 0.25", "c 64 3 same", "c 64 3 same", "p",
                "drop 0.25", "flat", "d 256", "drop 0.5"],
    "hidden-004": ["flat", "d 512 sigmoid"],
    "mlp-004": ["flat", "d 512", "d 256"],
    "cnn-004": ["c 32 2 valid", "p", "flat", "d 256"],
}


def load(name):
    def read(file, offset):
        for folder in os.environ.get("LEARN_DATA", "").split(":"):
            path = os.path.join(folder, name, file)
            if os.path.exists(path):
                with gzip.open(path) as f:
                    return np.frombuffer(f.read(), np.uint8)[offset:]
        raise SystemExit(f"{name} is in none of the folders of LEARN_DATA")
    images = [read(f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28).astype("float32") / 255
              for part in ("train", "t10k")]
    labels = [read(f"{part}-labels-idx1-ubyte.gz", 8) for part in ("train", "t10k")]
    return images[0], labels[0], images[1], labels[1]


# The optimiser of the network's recipe; all others are trained with Adam and its usual settings.
RMSPROP = {"learning_rate": 0.001, "rho": 0.9, "epsilon": 1e-8}
WITH_RMSPROP = {"cnn-003"}


def keras(name, x, y, xt, yt, batch, epochs):
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras
    from keras import layers as L

    def layer(spec):
        word, *rest = spec.split()
        if word == "c":
            return L.Conv2D(int(rest[0]), int(rest[1]), padding=rest[2], activation="relu")
        if word == "d":
            return L.Dense(int(rest[0]), activation=rest[1] if rest[1:] else "relu")
        return {"p": L.MaxPooling2D, "flat": L.Flatten, "drop": lambda: L.Dropout(float(rest[0]))}[word]()

    keras.utils.set_random_seed(1)
    model = keras.Sequential([L.Input((28, 28, 1))] + [layer(s) for s in NETWORKS[name]]
                             + [L.Dense(10, activation="softmax")])
    optimiser = keras.optimizers.RMSprop(**RMSPROP) if name in WITH_RMSPROP else "adam"
    model.compile(optimiser, "sparse_categorical_crossentropy", metrics=["accuracy"])
    seconds = []

    class Clock(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            self.start = time.perf_counter()

        def on_epoch_end(self, epoch, logs=None):
            seconds.append(time.perf_counter() - self.start)

    model.fit(x[..., None], y, batch_size=batch, epochs=epochs, verbose=0, callbacks=[Clock()])
    return seconds, model.evaluate(xt[..., None], yt, batch_size=1000, verbose=0)[1]


def torch(name, x, y, xt, yt, batch, epochs):
    import torch as T
    import torch.nn as nn
    import torch.nn.functional as F
    shape, layers = (1, 28, 28), []
    for spec in NETWORKS[name]:
        word, *rest = spec.split()
        made = {"c": lambda: [nn.Conv2d(shape[0], int(rest[0]), int(rest[1]), padding=rest[2]), nn.ReLU()],
                "p": lambda: [nn.MaxPool2d(2)], "flat": lambda: [nn.Flatten()],
                "d": lambda: [nn.Linear(shape[0], int(rest[0])), nn.Sigmoid() if rest[1:] else nn.ReLU()],
                "drop": lambda: [nn.Dropout(float(rest[0]))]}[word]()
        layers += made
        with T.no_grad():
            shape = tuple(nn.Sequential(*made)(T.zeros(1, *shape)).shape[1:])
    T.manual_seed(1)
    model = nn.Sequential(*layers, nn.Linear(shape[0], 10))
    X, XT = T.from_numpy(x[:, None].copy()), T.from_numpy(xt[:, None].copy())
    Y, YT = T.from_numpy(y.astype("int64")), T.from_numpy(yt.astype("int64"))
    optimiser = (T.optim.RMSprop(model.parameters(), lr=RMSPROP["learning_rate"],
                                 alpha=RMSPROP["rho"], eps=RMSPROP["epsilon"])
                 if name in WITH_RMSPROP else T.optim.Adam(model.parameters()))
    seconds = []
    for _ in range(epochs):
        start = time.perf_counter()
        model.train()
        order = T.randperm(len(X))
        for i in range(0, len(X), batch):
            j = order[i:i + batch]
            optimiser.zero_grad()
            F.cross_entropy(model(X[j]), Y[j]).backward()
            optimiser.step()
        seconds.append(time.perf_counter() - start)
    model.eval()
    with T.no_grad():
        right = sum((model(XT[i:i + 1000]).argmax(1) == YT[i:i + 1000]).sum().item()
                    for i in range(0, len(XT), 1000))
    return seconds, right / len(XT)


def jax(name, x, y, xt, yt, batch, epochs):
    """Dense networks only: all of an epoch is one compiled scan, which is how JAX is fastest."""
    import jax as J
    import jax.numpy as N
    specs = [s.split() for s in NETWORKS[name]]
    if any(s[0] not in ("flat", "d") for s in specs):
        raise SystemExit("JAX stands in for dense networks only")
    dense = [s for s in specs if s[0] == "d"]
    widths = [784] + [int(s[1]) for s in dense] + [10]
    functions = [J.nn.sigmoid if s[2:] else J.nn.relu for s in dense]
    keys = J.random.split(J.random.PRNGKey(1), len(widths))
    weights = [(J.random.uniform(k, (i, o), minval=-1, maxval=1) * (6 / (i + o)) ** .5, N.zeros(o))
               for k, i, o in zip(keys, widths, widths[1:])]

    def outputs(weights, a):
        for (w, b), f in zip(weights, functions):
            a = f(a @ w + b)
        return a @ weights[-1][0] + weights[-1][1]

    def loss(weights, a, labels):
        return -N.mean(J.nn.log_softmax(outputs(weights, a))[N.arange(labels.shape[0]), labels])

    def step(state, data):
        w, m, v, t = state
        g, t = J.grad(loss)(w, *data), t + 1
        m = J.tree.map(lambda m, g: .9 * m + .1 * g, m, g)
        v = J.tree.map(lambda v, g: .999 * v + .001 * g * g, v, g)
        w = J.tree.map(lambda w, m, v: w - .001 * (m / (1 - .9 ** t))
                       / (N.sqrt(v / (1 - .999 ** t)) + 1e-7), w, m, v)
        return (w, m, v, t), 0

    epoch = J.jit(lambda state, a, labels: J.lax.scan(step, state, (a, labels))[0])
    zeros = J.tree.map(N.zeros_like, weights)
    state, used = (weights, zeros, zeros, 0.), len(x) // batch * batch
    flat, random, seconds = x.reshape(len(x), -1), np.random.default_rng(1), []
    for _ in range(epochs + 1):  # the first one compiles
        start = time.perf_counter()
        order = random.permutation(len(x))[:used]
        state = J.block_until_ready(epoch(state, flat[order].reshape(-1, batch, 784),
                                          y[order].astype("int32").reshape(-1, batch)))
        seconds.append(time.perf_counter() - start)
    right = (N.argmax(outputs(state[0], xt.reshape(len(xt), -1)), 1) == yt).mean()
    return seconds[1:], float(right)


PEERS = {"keras": keras, "torch": torch, "jax": jax}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("network", choices=NETWORKS)
    arguments.add_argument("--with", dest="framework", choices=PEERS, default="keras")
    arguments.add_argument("--data", default="mnist")
    arguments.add_argument("--batch", type=int, default=128)
    arguments.add_argument("--images", type=int, default=60000)
    arguments.add_argument("--epochs", type=int, default=2)
    o = arguments.parse_args()
    x, y, xt, yt = load(o.data)
    # learn keeps the validation part of these recipes out of training, so the peers do, too.
    kept = {"cnn-000": 0.7, "cnn-003": 0.85}.get(o.network, 1)
    count = int(min(o.images, len(x)) * kept + 1e-9)
    seconds, accuracy = PEERS[o.framework](
        o.network, x[:count], y[:count], xt, yt, o.batch, o.epochs)
    print(json.dumps({"seconds": seconds, "accuracy": accuracy,
                      "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


main()
