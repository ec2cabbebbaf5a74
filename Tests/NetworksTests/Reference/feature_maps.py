"""Feature maps of cnn-001 as Keras gives them, for the test beside this file.

Run: python feature_maps.py > feature-maps.json   (Keras 3 with any backend, NumPy)

The weights are drawn anew from a fixed seed and rounded to four places, so that the file holds
exactly what both sides compute with. Images are height x width, kernels height x width x in x out.
"""

import json

import numpy as np
from keras import Sequential, layers

rng = np.random.default_rng(11)


def rounded(shape, scale):
    return np.round(rng.normal(0, scale, shape), 4).astype(np.float32)


weights = {
    "conv1.kernel": rounded((5, 5, 1, 8), 0.2),
    "conv1.bias": rounded((8,), 0.1),
    "conv2.kernel": rounded((5, 5, 8, 16), 0.07),
    "conv2.bias": rounded((16,), 0.1),
}
y, x = np.mgrid[0:28, 0:28]
image = np.round(np.clip(1.2 - abs(np.hypot(x - 13, (y - 14) * 0.8) - 7) / 2, 0, 1), 3)
image = image.astype(np.float32)

model = Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(8, 5, activation="relu", name="conv1"),
    layers.MaxPooling2D(2, name="pool1"),
    layers.Conv2D(16, 5, activation="relu", name="conv2"),
    layers.MaxPooling2D(2, name="pool2"),
])
for name in ["conv1", "conv2"]:
    model.get_layer(name).set_weights([weights[name + ".kernel"], weights[name + ".bias"]])

maps = {}
value = image[None, :, :, None]
for layer in model.layers:
    value = layer(value)
    maps[layer.name] = np.asarray(value)[0]


def flat(array, digits):
    return [round(float(v), digits) for v in array.ravel()]


print(json.dumps({
    "image": flat(image, 3),
    "weights": {name: flat(w, 4) for name, w in weights.items()},
    "maps": {name: flat(m, 6) for name, m in maps.items()},
}, separators=(",", ":")))
