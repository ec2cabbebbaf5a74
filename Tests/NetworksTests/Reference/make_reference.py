#!/usr/bin/env python3
"""Computes small networks and ten optimiser steps in Keras, for ReferenceTests.

  pip install tensorflow-cpu
  python3 make_reference.py > reference.json

Everything is computed with 64-bit floating point, but Keras casts the optimisers' rates and decays
to 32 bits first (0.9 becomes 0.89999998): "optimizers" has its defaults, good to 1e-6, and
"exactOptimizers" settings that 32 bits hold exactly, so that nothing but 64-bit arithmetic is left.
Layers are described as in learn's model files.
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
random = np.random.default_rng(7)


def dense(units, activation="linear"):
    return {"kind": "dense", "units": units, "activation": activation}


def conv(filters, kernel, stride=(1, 1), padding="valid", activation="linear"):
    return {"kind": "conv", "filters": filters, "kernel": kernel, "stride": stride,
            "padding": padding, "activation": activation}


def pool(kind, window, stride=None):
    return {"kind": "pool", "pooling": kind, "window": window, "stride": stride or window}


NORM = {"kind": "norm", "momentum": 0.99, "epsilon": 0.001}
FLATTEN = {"kind": "flatten"}
CROSS, BINARY, SQUARED = "categoricalCrossEntropy", "binaryCrossEntropy", "meanSquaredError"

CASES = [
    ("dense", [5], [dense(7, "relu"), dense(4, "softmax")], CROSS, 6),
    ("sigmoid and tanh", [3], [dense(4, "tanh"), dense(3, "sigmoid"), dense(1, "sigmoid")], BINARY, 5),
    ("squared error", [3], [dense(4, "tanh"), dense(2)], SQUARED, 3),
    ("asymmetric kernel", [7, 6, 2],
     [conv(3, (3, 2), activation="relu"), pool("max", (2, 2)), FLATTEN, dense(3, "softmax")], CROSS, 4),
    ("same padding, even kernel, stride 2", [7, 8, 2],
     [conv(3, (2, 4), (2, 2), "same", "tanh"), conv(2, (4, 2), (1, 1), "same"), FLATTEN,
      dense(3, "softmax")], CROSS, 3),
    ("same padding, stride 3", [8, 7, 1],
     [conv(2, (3, 3), (3, 2), "same", "sigmoid"), FLATTEN, dense(3, "softmax")], CROSS, 3),
    ("two blocks", [14, 13, 1],
     [conv(4, (3, 3), activation="relu"), pool("max", (2, 2)), conv(3, (2, 2), activation="relu"),
      pool("max", (2, 2)), FLATTEN, dense(6, "relu"), dense(4, "softmax")], CROSS, 5),
    ("pooling with remainder and overlap", [7, 7, 2],
     [conv(2, (2, 2)), pool("max", (3, 3), (2, 2)), pool("average", (2, 2), (1, 1)), FLATTEN,
      dense(3, "softmax")], CROSS, 4),
    ("average pooling", [6, 7, 2],
     [conv(3, (2, 2), activation="relu"), pool("average", (2, 3)), FLATTEN, dense(3, "softmax")], CROSS, 3),
    ("batch normalisation", [5, 4, 2],
     [conv(3, (2, 2)), NORM, {"kind": "activation", "activation": "relu"}, FLATTEN, NORM,
      dense(3, "softmax")], CROSS, 6),
]


def layer(spec):
    L = keras.layers
    kind = spec["kind"]
    if kind == "dense":
        return L.Dense(spec["units"], activation=spec["activation"])
    if kind == "conv":
        return L.Conv2D(spec["filters"], spec["kernel"], spec["stride"], spec["padding"],
                        activation=spec["activation"])
    if kind == "pool":
        make = L.MaxPooling2D if spec["pooling"] == "max" else L.AveragePooling2D
        return make(spec["window"], spec["stride"])
    if kind == "activation":
        return L.Activation(spec["activation"])
    if kind == "norm":
        return L.BatchNormalization(momentum=spec["momentum"], epsilon=spec["epsilon"])
    return L.Flatten()


PARTS = {"dense": ["kernel", "bias"], "conv": ["kernel", "bias"],
         "norm": ["gamma", "beta", "mean", "variance"]}


def case(name, shape, layers, loss, batch):
    model = keras.Sequential([keras.Input(shape)] + [layer(s) for s in layers])
    names, count = [], {}
    for spec, made in zip(layers, model.layers):
        count[spec["kind"]] = count.get(spec["kind"], 0) + 1
        for part, weight in zip(PARTS.get(spec["kind"], []), made.weights):
            value = random.normal(0, 0.5, weight.shape)
            weight.assign(value * value + 0.2 if part == "variance" else value)
            names.append((f'{spec["kind"]}{count[spec["kind"]]}.{part}', weight))
    weights = {n: w.numpy().ravel().tolist() for n, w in names}
    x = random.normal(0, 1, [batch] + shape)
    outputs = model.output_shape[-1]
    if loss == CROSS:
        y = np.eye(outputs)[random.integers(0, outputs, batch)]
        function = keras.losses.CategoricalCrossentropy()
    elif loss == BINARY:
        y = random.integers(0, 2, [batch, outputs]).astype(float)
        function = keras.losses.BinaryCrossentropy()
    else:
        y = random.normal(0, 1, [batch, outputs])
        function = keras.losses.MeanSquaredError()
    inference = model(x, training=False).numpy()
    with tf.GradientTape() as tape:
        inputs = tf.constant(x)
        tape.watch(inputs)
        answer = model(inputs, training=True)
        value = function(y, answer)
    variables = [w.value for _, w in names if w.trainable]
    gradients = tape.gradient(value, variables + [inputs])
    learned = [n for n, w in names if w.trainable]
    return {
        "name": name, "architecture": {"input": shape, "layers": layers, "loss": loss},
        "batch": batch, "weights": weights, "x": x.ravel().tolist(), "y": y.ravel().tolist(),
        "inference": inference.ravel().tolist(), "output": answer.numpy().ravel().tolist(),
        "loss": float(value),
        "gradients": {n: g.numpy().ravel().tolist() for n, g in zip(learned, gradients)},
        "inputGradient": gradients[-1].numpy().ravel().tolist(),
        "after": {n: w.numpy().ravel().tolist() for n, w in names if not w.trainable},
    }


def optimiser(name, make, **settings):
    """Ten steps; the gradients change, 1e-6 and 0 are among them."""
    start = random.normal(0, 1, 20)
    gradients = random.normal(0, 1, (10, 20))
    gradients[:, 0] = 0
    gradients[:, 1] = 1e-6
    gradients[3:, 2] = 0
    gradients[:, 3] *= 1e-6
    gradients[:, 4] *= 1e3
    variable = keras.Variable(start)
    rule = make(**settings)
    rule.build([variable])
    steps = []
    for gradient in gradients:
        rule.apply([tf.constant(gradient)], [variable])
        steps.append(variable.numpy().tolist())
    return {"name": name, "start": start.tolist(), "gradients": gradients.tolist(), "steps": steps,
            **({"settings": settings} if settings else {})}


O = keras.optimizers
json.dump({
    "keras": keras.__version__,
    "cases": [case(*c) for c in CASES],
    "optimizers": [
        optimiser("gradientDescent", lambda: O.SGD(0.01)),
        optimiser("momentum", lambda: O.SGD(0.01, momentum=0.9)),
        optimiser("rmsprop", lambda: O.RMSprop(0.001, rho=0.9, epsilon=1e-7)),
        optimiser("adam", lambda: O.Adam(0.001)),
    ],
    "exactOptimizers": [
        optimiser("gradientDescent", O.SGD, learning_rate=2 ** -7),
        optimiser("momentum", O.SGD, learning_rate=2 ** -7, momentum=0.875),
        optimiser("rmsprop", O.RMSprop, learning_rate=2 ** -7, rho=0.875, epsilon=2 ** -23),
        optimiser("adam", O.Adam, learning_rate=2 ** -7, beta_1=0.875, beta_2=1 - 2 ** -10,
                  epsilon=2 ** -23),
    ],
}, open(1, "w"), separators=(",", ":"), sort_keys=True)
