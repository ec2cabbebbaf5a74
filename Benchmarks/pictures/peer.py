"""Draws steps of a perceptron with matplotlib: 2400×1500 pixels each, as `learn` does.

Reads steps as `learn lesson NAME --json` prints them on standard input, draws as many frames as
asked (beginning anew when the steps are used up), and prints the seconds that drawing and writing
took; importing matplotlib is not counted.

  learn lesson perceptron-and --json | peer.py FOLDER FRAMES [COMPRESSION]
"""
import json
import sys
import time

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
import numpy

LOW, HIGH = -0.7, 1.7
POINTS = [(0, 0), (1, 1), (0, 1), (1, 0)]


def half_planes(axes, weights):
    """Both sides tinted and hatched, the line between them, the arrow of the weights."""
    w0, w1, w2 = weights
    x = numpy.array([LOW, HIGH])
    if w2 != 0:
        y = -(w0 + w1 * x) / w2
        upper, lower = ("/", ".") if w2 > 0 else (".", "/")
        tints = {"/": "#e1eef7", ".": "#fceee7"}
        edges = {"/": "#9cc3dd", ".": "#e3a68c"}
        axes.fill_between(x, y, HIGH, fc=tints[upper], hatch=upper, ec=edges[upper], lw=0)
        axes.fill_between(x, LOW, y, fc=tints[lower], hatch=lower, ec=edges[lower], lw=0)
        axes.plot(x, y, color="#1a2030", lw=2.5)
        axes.text(0, float(y.mean()), f"$x_2 = {0 - w1 / w2:.4g} x_1 + {0 - w0 / w2:.4g}$", fontsize=11)
    length = (w1 * w1 + w2 * w2) ** 0.5
    if length > 0:
        foot = (-w0 * w1 / length**2, -w0 * w2 / length**2)
        axes.annotate("", (foot[0] + w1, foot[1] + w2), foot,
                      arrowprops={"arrowstyle": "-|>", "lw": 1.6, "color": "#1a2030"})


def before(axes, weights):
    w0, w1, w2 = weights
    if w2 != 0:
        x = numpy.array([LOW, HIGH])
        axes.plot(x, -(w0 + w1 * x) / w2, color="#555f6f", lw=1.2, ls="--")


def arithmetic(figure, step, old, new):
    """The lines beside the picture: symbols, numbers put in, result."""
    x = [1.0] + [float(value) for value in step["inputs"]]
    lines = [
        "Weighted sum, with the old weights",
        "$z = w_0 + w_1 x_1 + w_2 x_2$",
        f"$= {old[0]:g} + ({old[1]:g})\\cdot{x[1]:g} + ({old[2]:g})\\cdot{x[2]:g}$",
        f"$= {step['sum']}$",
        "Output and error",
        f"$\\hat{{y}} = {step['output']}$",
        f"$d = {step['target']} - {step['output']} = {step['error']}$",
        "Each weight moves by 0.2 · d · its input",
    ] + [
        f"$w_{i}' = {old[i]:g} + 0.2\\cdot({step['error']})\\cdot{x[i]:g} = {new[i]:g}$"
        for i in range(3)
    ]
    for index, line in enumerate(lines):
        figure.text(0.56, 0.85 - 0.055 * index, line, fontsize=13, color="#1a2030")


def strip(figure, index, count):
    axes = figure.add_axes((0.05, 0.03, 0.8, 0.05))
    colors = ["#1a2030" if i == index else "#c8ced8" for i in range(count)]
    axes.bar(range(count), [1] * count, color=colors)
    axes.set_axis_off()


def draw(step, old, new, index, count, path, compression):
    figure = Figure(figsize=(12, 7.5), dpi=200)
    canvas = FigureCanvasAgg(figure)
    figure.text(0.05, 0.93, "The perceptron learns AND", fontsize=18, weight="bold")
    figure.text(0.8, 0.93, f"Epoch {step['epoch']} · step {step['step']} of {count}", fontsize=13)
    axes = figure.add_axes((0.08, 0.2, 0.41, 0.65))
    half_planes(axes, new)
    if new != old:
        before(axes, old)
    for x in POINTS:
        true = x == (1, 1)
        axes.plot(*x, "o" if true else "s", ms=11, mew=2.5, mec="#0067a5" if true else "#c4511d",
                  mfc="#0067a5" if true else "white", label="TRUE" if true else "FALSE")
        axes.text(x[0] + 0.1, x[1] + 0.12, f"({x[0]}, {x[1]})", fontsize=11)
    at = [float(value) for value in step["inputs"]]
    axes.plot(*at, "o", ms=24, mec="#1a2030", mfc="none", mew=1.5)
    axes.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="$x_1$", ylabel="$x_2$")
    axes.grid(color="#d5dde6", lw=0.5)
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles[:2], labels[:2], loc="lower left", bbox_to_anchor=(0.05, 0.09), ncols=2)
    arithmetic(figure, step, old, new)
    strip(figure, index, count)
    canvas.print_png(path, pil_kwargs={"compress_level": compression})


def main():
    folder, frames = sys.argv[1], int(sys.argv[2])
    compression = int(sys.argv[3]) if len(sys.argv) > 3 else 6
    runs = {}
    for line in sys.stdin:
        step = json.loads(line)
        if "step" in step and "inputs" in step:
            runs.setdefault(step["experiment"], []).append(step)
    pictures = []
    for steps in runs.values():
        old = None
        for index, step in enumerate(steps):
            new = [float(value) for value in step["weights"]]
            pictures.append((step, old or new, new, index, len(steps)))
            old = new
    started, processor = time.perf_counter(), time.process_time()
    for frame in range(frames):
        draw(*pictures[frame % len(pictures)], f"{folder}/{frame:03}.png", compression)
    print(json.dumps({"seconds": time.perf_counter() - started,
                      "processor": time.process_time() - processor}))


main()
