"""Seed files of each format, and the commands that read them."""

import dataclasses
import glob
import gzip
import io
import os
import struct
import subprocess
import zipfile
import zlib


@dataclasses.dataclass
class Seed:
    format: str
    file: str
    data: object
    commands: list
    """Files that lie beside it, by name."""
    beside: dict = dataclasses.field(default_factory=dict)
    """What the command prints where the damage is noticed; nil where anything may be said."""
    expected: object = None
    """Whether the program may write the file anew: its own."""
    is_replaced: bool = False
    """Characters that are kept at most: each name of a class is a worksheet, which takes its time."""
    most: int = 1 << 20


SIDE = 28
SMALL_DATA = "".join(
    f"{row % 2}," + ",".join(str((row * 37 + i * 11) % 256) for i in range(SIDE * SIDE)) + "\n"
    for row in range(20)
).encode()

NETWORK = """input: [28, 28, 1]
layers:
  - conv: {filters: 2, kernel: 5, padding: same}
  - relu
  - pool: 2
  - dropout: 0.2
  - flatten
  - dense: 10
  - softmax
loss: categoricalCrossEntropy
training:
  optimizer: {adam: {rate: 0.001}}
  batch: 10
  epochs: 1
"""

LESSON = """---
title: A lesson
summary: What it is about.
minutes: 20
level: beginner
objectives: [one, two]
seed: 4
pages: 3
---

# A lesson

Text with *emphasis*, **strength**, `code`, [a link](https://example.org) and $w_1 \\cdot x_1$.

> A quote with a formula $\\frac{1}{1 + e^{-z}}$ and {{gate.ends}}.

- one
- two
  1. three

%s

```reading
More text.
```

$$\\sum_{i=1}^{n} w_i x_i = \\left(\\begin{matrix} 1 & 2 \\\\ 3 & 4 \\end{matrix}\\right)$$
"""


def run(learn, words, folder, **environment):
    result = subprocess.run(
        [learn] + words, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL,
        env={"PATH": "/usr/bin:/bin", "HOME": folder, **environment},
    )
    if result.returncode != 0:
        raise SystemExit(f"learn {' '.join(words)}: {result.stderr.decode()}")
    return result


def idx(values, *dimensions):
    return struct.pack(f">HBB{len(dimensions)}I", 0, 8, len(dimensions), *dimensions) + values


def npy(values, shape, kind="|u1"):
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (63 - (10 + len(header)) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + values


def npz(packing):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for part, count in [("train", 12), ("test", 6)]:
            pixels = bytes((i * 7) % 256 for i in range(count * 64))
            archive.writestr(f"x_{part}.npy", npy(pixels, (count, 8, 8)))
            archive.writestr(f"y_{part}.npy", npy(bytes(i % 3 for i in range(count)), (count,)))
    return file.getvalue()


def png(width, height):
    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(width)) for y in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def lessons(learn, scratch):
    """A template a kind, all lessons of the program, and what was found before."""
    commands = [
        ["lint", "f.md"], ["lint", "f.md"], ["lesson", "./f.md", "--format", "svg", "-o", "o"],
        ["handout", "./f.md", "--text"], ["handout", "./f.md", "--worksheet", "--text"],
        ["lesson", "./f.md", "--json"], ["handout", "./f.md", "-o", "f.pdf"],
        ["handout", "./f.md", "--variants", "2", "--text"],
    ]
    kinds = run(learn, ["kinds"], scratch).stdout.decode().split("\n")
    for kind in [line.split()[0] for line in kinds if line.strip() and line[0] != " "]:
        path = os.path.join(scratch, f"{kind}-lesson.md")
        run(learn, ["new", "--kind", kind, path], scratch)
        with open(path, encoding="utf-8") as file:
            template = file.read()
        yield Seed("lesson", "f.md", template, commands)
    gate = "```experiment\nname: gate\nperceptron:\n  gate: AND\n  weights: [0.8, -1, -1]\n  rate: 0.2\n```"
    blocks = "\n\n".join([
        gate, "```walk\nof: gate\nsteps: all\npoints: 3\n```",
        "```table\nof: gate\nshow: steps\nblank: [weights, sum]\n```",
        "```question\nask: How many?\nnumber: 3\nhints: [count them]\n```",
        "```figure\nof: gate\nshow: boundary\nstep: 2\ntask: Draw it.\n```",
    ])
    yield Seed("lesson", "f.md", LESSON % blocks, commands)
    for path in sorted(glob.glob("Lessons/*.md")):
        if os.path.basename(path) not in ("README.md", "cnn.md", "hidden-layer.md"):
            with open(path, encoding="utf-8") as file:
                yield Seed("lesson", "f.md", file.read(), commands)
    for path in sorted(glob.glob("Tests/Fuzz/corpus/*.md")):
        with open(path, encoding="utf-8") as file:
            yield Seed("lesson", "f.md", file.read(), commands)


def make_seeds(learn, scratch):
    os.makedirs(scratch + "/home", exist_ok=True)
    with open(scratch + "/few.csv", "wb") as file:
        file.write(SMALL_DATA)
    with open(scratch + "/net.yaml", "w") as file:
        file.write(NETWORK)
    seeds = list(lessons(learn, scratch))
    few = {"few.csv": SMALL_DATA}
    training = ["train", "./net.yaml", "--data", "./few.csv", "-o", "m.safetensors"]
    seeds += [
        Seed(
            "network", "net.yaml", NETWORK,
            [["models", "./net.yaml"], training + ["--epochs", "1"]], beside=few,
        )
    ] * 4
    run(learn, training, scratch)
    with open(scratch + "/m.safetensors", "rb") as file:
        model = file.read()
    seeds += [
        Seed(
            "model", "m.safetensors", model,
            [["evaluate", "m.safetensors", "--data", "./few.csv"],
             ["evaluate", "m.safetensors", "--data", "./few.csv", "--all", "--json"]], beside=few,
        )
    ] * 3
    # A training that is stopped leaves its checkpoint.
    process = subprocess.Popen(
        [learn] + training + ["--epochs", "100000"], cwd=scratch, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin", "HOME": scratch},
    )
    process.stdout.readline()
    process.terminate()
    process.communicate()
    with open(scratch + "/m.safetensors.checkpoint", "rb") as file:
        checkpoint = file.read()
    seeds += [
        Seed(
            "checkpoint", "m.safetensors.checkpoint", checkpoint,
            [training + ["--resume", "--epochs", "2"]],
            beside={**few, "net.yaml": NETWORK.encode()}, is_replaced=True,
        )
    ] * 2
    # Whatever happens to a kept network, the lesson is the same.
    block = (
        "```experiment\nname: task\nimage-network:\n  network: cnn-001\n  data: digits\n"
        "  images: 20\n  epochs: 1\n```\n\n```walk\nof: task\nsteps: all\n```"
    )
    lesson = (LESSON % block).replace("gate.ends", "task.image").encode()
    with open(scratch + "/f.md", "wb") as file:
        file.write(lesson)
    result = run(
        learn, ["lesson", "./f.md", "--json"], scratch, XDG_CACHE_HOME=scratch + "/cache"
    )
    [kept] = glob.glob(scratch + "/cache/learn/lessons/*.safetensors")
    with open(kept, "rb") as file:
        network = file.read()
    seeds += [
        Seed(
            "kept network", "cache/learn/lessons/" + os.path.basename(kept), network,
            [["lesson", "./f.md", "--json"]], beside={"f.md": lesson},
            expected=result.stdout.decode(), is_replaced=True,
        )
    ] * 2
    seeds += [
        Seed(
            "class list", "f.csv", "Vorname;Nachname\nAda;Lovelace\n\"Zoë\";Ben Ali\n",
            [["handout", "perceptron-and", "--worksheet", "--roster", "f.csv", "--text"]],
            most=400,
        ),
        Seed(
            "answers", "f.csv",
            "name,variant,code,answer\nAda,,3a,-0.4\nAda,,3b,FALSE\nBen,,Q3,\"B, C\"\nBen,,5d,1/5\n",
            [["check", "perceptron-and", "f.csv"], ["check", "perceptron-and", "f.csv", "--csv"]],
        ),
    ] * 2
    pixels = bytes((i * 7) % 256 for i in range(12 * 64))
    labels = bytes(i % 3 for i in range(12))
    folder = {
        "train-images-idx3-ubyte": idx(pixels, 12, 8, 8), "train-labels-idx1-ubyte": idx(labels, 12),
        "t10k-images-idx3-ubyte": idx(pixels, 12, 8, 8), "t10k-labels-idx1-ubyte": idx(labels, 12),
    }
    for name in list(folder)[:2]:
        for packed in (False, True):
            beside = {"d/" + other: data for other, data in folder.items() if other != name}
            data = gzip.compress(folder[name], mtime=0) if packed else folder[name]
            file = "d/" + name + (".gz" if packed else "")
            seeds.append(Seed("idx", file, data, [["data", "info", "./d"]], beside=beside))
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        seeds.append(Seed("npz", "f.npz", npz(packing), [["data", "info", "./f.npz"]]))
    table = "label," + ",".join(f"pixel{i}" for i in range(16)) + "\n"
    table += "".join(f"{r % 3}," + ",".join(str(r * i % 256) for i in range(16)) + "\n" for r in range(9))
    seeds.append(Seed("image table", "f.csv", table, [["data", "info", "./f.csv"]]))
    picture = png(8, 8)
    seeds.append(
        Seed(
            "png", "d/a/1.png", picture,
            [["data", "info", "./d"], ["data", "show", "./d", "-o", "s.png"]],
            beside={"d/a/2.png": picture, "d/b/1.png": picture, "d/b/2.png": picture},
        )
    )
    return seeds
