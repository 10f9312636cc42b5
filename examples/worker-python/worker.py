"""A worker of mscale-bench in Python: a dense network, its gradient and Adam in NumPy.

docs/12-external-workers.md specifies the conversation. To measure another library, rewrite Model.
"""

import json
import math
import sys
import traceback

import numpy as np

# Each activation and its derivative.
ACTIVATIONS = {
    "sin": (np.sin, np.cos),
    "cos": (np.cos, lambda z: -np.sin(z)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: np.heaviside(z, 0)),
}


class Model:
    """A network, its training data and the state of its optimiser. A row of x, y, z and h is a sample."""

    def __init__(self, problem):
        network = problem["network"]
        self.dtype = np.dtype(problem["precision"])
        self.layers = network["layers"]
        self.scales = np.array(network["scales"], self.dtype)
        self.omega = network["omega"]
        self.adam = problem["adam"]
        self.trainable = slice(network["trainable"][0]["from"], network["trainable"][0]["to"])
        for layer in self.layers:
            if len(layer["blocks"]) != 1:
                raise ValueError("layers of several blocks are not supported")
            for run in layer["activations"]:
                if run["activation"] not in ACTIVATIONS:
                    raise ValueError(f"activation {run['activation']} is not supported")

    def bind(self, x, y):
        self.x, self.y = x.astype(self.dtype), y.astype(self.dtype)

    def set_parameters(self, values):
        """Starts afresh: the optimiser forgets the steps it has taken."""
        self.parameters = values.astype(self.dtype)
        self.gradient = np.zeros_like(self.parameters)
        self.m, self.v = np.zeros_like(self.parameters), np.zeros_like(self.parameters)
        self.t = 0

    def set_moments(self, first, second, steps):
        """Goes on where an optimiser stopped that had taken these steps; comes after set_parameters."""
        self.m, self.v = first.astype(self.dtype), second.astype(self.dtype)
        self.t = steps

    def train(self, steps, batches):
        """Takes steps, step i on the samples batches[i] if there are batches. Returns the last one's loss."""
        for i in range(steps):
            samples = slice(None) if batches is None else batches[i]
            loss = self.compute_gradient(self.x[samples], self.y[samples])
            self.update()
        return loss

    def predict(self, x):
        return self.forward(x.astype(self.dtype))[1][-1]

    def forward(self, x):
        """Returns each layer's input h and its z = W h + b."""
        h, z = [x], []
        for layer in range(len(self.layers)):
            weights, bias = self.weights_and_bias(self.parameters, layer)
            product = h[layer] @ weights.T
            if layer == 0:
                product *= self.scales  # z_0 = K .* (W_0 x) + b_0: K does not touch the bias
            z.append(product + bias)
            if layer < len(self.layers) - 1:
                h.append(self.activate(layer, z[layer], derivative=False))
        return h, z

    def compute_gradient(self, x, y):
        """Fills the gradient; returns the loss, which is the mean over samples and outputs of (z_L - y)^2."""
        h, z = self.forward(x)
        error = z[-1] - y
        delta = error * (2 / error.size)  # dLoss/dz of the layer
        for layer in reversed(range(len(self.layers))):
            weights, _ = self.weights_and_bias(self.parameters, layer)
            d_weights, d_bias = self.weights_and_bias(self.gradient, layer)
            d_bias[:] = delta.sum(axis=0)
            if layer == 0:
                delta = delta * self.scales
            d_weights[:] = delta.T @ h[layer]
            if layer > 0:
                slope = self.omega * self.activate(layer - 1, z[layer - 1], derivative=True)
                delta = (delta @ weights) * slope
        return float(np.mean(np.square(error), dtype=np.float64))

    def update(self):
        """A step of Adam on the parameters that are trained."""
        beta1, beta2 = self.adam["beta1"], self.adam["beta2"]
        p, g, m, v = (a[self.trainable] for a in (self.parameters, self.gradient, self.m, self.v))
        self.t += 1
        m[:] = beta1 * m + (1 - beta1) * g
        v[:] = beta2 * v + (1 - beta2) * g * g
        rate = self.adam["learningRate"] * (1 - self.adam["decay"]) ** (self.t - 1)
        root = np.sqrt(v / (1 - beta2**self.t))
        p -= rate * (m / (1 - beta1**self.t)) / (root + self.adam["epsilon"])

    def weights_and_bias(self, flat, layer):
        """A layer's part of the parameters or of the gradient: views, [outputs x inputs] and [outputs]."""
        block = self.layers[layer]["blocks"][0]
        inputs, outputs = block["inputs"], block["outputs"]
        weights = flat[block["weightOffset"] :][: outputs * inputs].reshape(outputs, inputs)
        return weights, flat[block["biasOffset"] :][:outputs]

    def activate(self, layer, z, derivative):
        """The activation of omega z, or its derivative there."""
        result = np.empty_like(z)
        for run in self.layers[layer]["activations"]:
            neurons = slice(run["from"], run["to"])
            result[:, neurons] = ACTIVATIONS[run["activation"]][derivative](self.omega * z[:, neurons])
        return result


def answer(question, models):
    """The fields of an answer, apart from its id."""
    ask, number = question["ask"], question.get("model")
    if ask == "probe":
        if question["device"] != "cpu":
            return {"unsupported": f"NumPy computes on the CPU, not on {question['device']}"}
        return {"library": {"name": "NumPy", "version": np.__version__, "threads": question["threads"]}}
    if ask == "create":
        models[number] = Model(question["problem"])
    elif number not in models:
        raise ValueError(f"there is no model {number} to '{ask}'")
    elif ask == "bind":
        models[number].bind(np.load(question["x"]), np.load(question["y"]))
    elif ask == "setParameters":
        models[number].set_parameters(np.load(question["parameters"]))
    elif ask == "train":
        batches = np.load(question["batches"]) if "batches" in question else None
        loss = models[number].train(question["steps"], batches)
        return {"loss": loss if math.isfinite(loss) else None}
    elif ask == "predict":
        np.save(question["y"], models[number].predict(np.load(question["x"])))
    elif ask == "parameters":
        np.save(question["parameters"], models[number].parameters)
    elif ask == "moments":
        np.save(question["firstMoments"], models[number].m)
        np.save(question["secondMoments"], models[number].v)
    elif ask == "setMoments":
        first, second = np.load(question["firstMoments"]), np.load(question["secondMoments"])
        models[number].set_moments(first, second, question["steps"])
    elif ask == "close":
        del models[number]
    else:
        raise ValueError(f"there is no question '{ask}'")
    return {}


def main():
    np.seterr(all="ignore")  # training that diverges shows in the loss
    answers, sys.stdout = sys.stdout, sys.stderr  # whatever else is printed is no answer
    models = {}
    for line in open(0, encoding="utf-8"):
        question = json.loads(line)
        try:
            fields = answer(question, models)
        except Exception as e:
            traceback.print_exc()
            fields = {"failed": f"{type(e).__name__}: {e}"}
        print(json.dumps({"id": question["id"], **fields}), file=answers, flush=True)


if __name__ == "__main__":
    main()
