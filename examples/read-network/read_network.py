"""Evaluates a network that a run has kept, with NumPy alone: python3 read_network.py RUN/cells/ID < points.txt
Points and results are in the units of the data, a point a line."""

import json, math, pathlib, sys
import numpy as np

ACTIVATIONS = {
    "identity": lambda x: x, "relu": lambda x: np.maximum(x, 0), "tanh": np.tanh, "sin": np.sin, "cos": np.cos,
    "sincos": lambda x: (np.sin(x) + np.cos(x)) / 2, "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "srelu": lambda x: (c := np.clip(x, 0, 1)) * (1 - c),
    "s2relu": lambda x: np.sin(2 * np.pi * x) * (c := np.clip(x, 0, 1)) * (1 - c),
    "phi": lambda x: (c := np.clip(x, 0, 3))**2 - 3 * np.maximum(c - 1, 0)**2 + 3 * np.maximum(c - 2, 0)**2,
    "psi": lambda x: np.interp(x, np.arange(7) / 2, np.array([0, 1, -6, 10, -6, 1, 0]) / 12),
    "morlet": lambda x: np.cos(1.75 * x) * np.exp(-x**2 / 2), "mexhat": lambda x: (1 - x**2) * np.exp(-x**2 / 2),
    "gelu": lambda x: x * (1 + np.vectorize(math.erf)(x / math.sqrt(2))) / 2}

def predict(cell, points):
    """The network of a cell's folder at points [n, inputs]: values [n, outputs], in float64."""
    about = json.loads((pathlib.Path(cell) / "network.json").read_text(encoding="utf-8"))
    everything = np.load(pathlib.Path(cell) / "parameters.npy").astype(np.float64)
    centre, spread = ([np.array([v[key] for v in about[side]]) for side in ("inputs", "outputs")] for key in ("centre", "spread"))
    x = (np.asarray(points, dtype=np.float64) - centre[0]) / spread[0]
    y = np.zeros((len(x), len(about["outputs"])))
    for term in about["networks"]:
        form, p, h = term["form"], everything[term["firstParameter"]:], x
        trained = p[form["scaleOffset"]:][:len(form["scaleBlocks"])]
        scales = np.array(form["scales"]) if form["scaleOffset"] < 0 else np.repeat(trained, form["scaleBlocks"])
        for number, layer in enumerate(form["layers"]):
            z = np.zeros((len(x), layer["outputs"]))
            for b in layer["blocks"]:
                weights = p[b["weightOffset"]:][:b["outputs"] * b["inputs"]].reshape(b["outputs"], b["inputs"])
                part = h[:, b["firstInput"]:][:, :b["inputs"]] @ weights.T * (scales if number == 0 else 1)
                z[:, b["firstOutput"]:][:, :b["outputs"]] += part + p[b["biasOffset"]:][:b["outputs"]]
            h = z.copy()
            for run in layer["activations"]:
                neurons = slice(run["from"], run["to"])
                h[:, neurons] = ACTIVATIONS[run["activation"]](form["omega"] * z[:, neurons])
        y += term["factor"] * h
    return centre[1] + spread[1] * y

if __name__ == "__main__":
    np.savetxt(sys.stdout, predict(sys.argv[1], np.loadtxt(sys.stdin, ndmin=2)), fmt="%.17g")
