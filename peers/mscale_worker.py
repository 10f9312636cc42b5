"""The worker protocol of mscale-bench, version 2, in Python (docs/12-external-workers.md specifies it).

A worker brings a class for its models and calls main(): the conversation is here. Needs NumPy.
"""

import json
import os
import sys
import traceback
from types import SimpleNamespace


def cannot_import(package, error):
    """Why a package is not there, in one line for the user."""
    verb = "has no package" if isinstance(error, ModuleNotFoundError) else "cannot load"
    said = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return f"Python {sys.version.split()[0]} {verb} {package} ({said.strip()}); to install what it needs: {_install()}"


def _install():
    with open("backend.json", encoding="utf-8") as file:  # workers are started in their folder
        return json.load(file)["install"]


try:
    import numpy as np

    no_numpy = None
except (ImportError, OSError) as e:
    np = None
    no_numpy = cannot_import("numpy", e)


class Unavailable(Exception):
    """A device or a package cannot be used; the message says why, and goes to the user."""


class _Conversation:
    """Each method answers the question of its name; what it returns are the fields of the answer."""

    def __init__(self, worker):
        self.worker = worker
        self.models = {}
        self.probed = None

    def probe(self, device, threads):
        if np is None:
            raise Unavailable(no_numpy)
        self.probed = (device, threads)
        return {"library": self.worker.probe(device, threads)}

    def create(self, model, problem):
        if self.probed != (problem["device"], problem["threads"]):
            self.probe(problem["device"], problem["threads"])
        self.models[model] = self.worker.model(SimpleNamespace(**problem["network"], **problem))

    def bind(self, model, x, y, batchSize=None):
        self.models[model].bind(np.load(x), np.load(y), batchSize)

    def setParameters(self, model, parameters):
        self.models[model].set_parameters(np.load(parameters))

    def train(self, model, steps, batches=None):
        indices = None if batches is None else np.load(batches)
        loss = self.models[model].train(steps, indices)
        return {"loss": loss if np.isfinite(loss) else None}

    def predict(self, model, x, y):
        np.save(y, self.models[model].predict(np.load(x)))

    def parameters(self, model, parameters):
        np.save(parameters, self.models[model].parameters())

    def moments(self, model, firstMoments, secondMoments):
        first, second = self.models[model].moments()
        np.save(firstMoments, first)
        np.save(secondMoments, second)

    def setMoments(self, model, firstMoments, secondMoments, steps):
        self.models[model].set_moments(np.load(firstMoments), np.load(secondMoments), steps)

    def peakDeviceBytes(self, model):
        tell = getattr(self.models[model], "peak_device_bytes", lambda: None)
        return {"bytes": tell()}

    def close(self, model):
        del self.models[model]


def _answer(conversation, ask, fields):
    try:
        return getattr(conversation, ask)(**fields) or {}
    except Unavailable as e:
        return {"unsupported": str(e)}
    except Exception as e:
        traceback.print_exc()
        return {"failed": f"{type(e).__name__}: {e}"}


def main(worker):
    """Answers questions until there are no more.

    worker.probe(device, threads) returns the library as a dictionary or raises Unavailable; it is called before any model of
    that device and number of threads is made. worker.model(problem) returns an object with
      bind(x, y, batch_size)   the training data; y has the columns that the loss needs; batch_size is None if each step
                               sees all samples
      set_parameters(flat)     before bind or after it; the optimiser starts afresh
      train(steps, batches)    takes steps, step i on the samples batches[i], or on all if batches is None; returns the last
                               one's loss before its update when all work on the device is done
      predict(x), parameters() arrays
    if backend.json declares "optimizerState", it also has
      moments()                the first and the second moments of all parameters, two arrays; 0 where they are not trained
      set_moments(m, v, steps) after set_parameters, or between steps: the optimiser goes on as if it had taken these steps
    and may have peak_device_bytes(), which is asked of GPUs only. The attributes of problem are those of the protocol's
    problem and of its network.
    """
    # Whatever libraries print, and whatever they read, is not part of the conversation.
    questions = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    conversation = _Conversation(worker)
    for line in questions:
        fields = json.loads(line)
        number = fields.pop("id")
        answer = _answer(conversation, fields.pop("ask"), fields)
        answers.write(json.dumps({"id": number, **answer}) + "\n")
        answers.flush()
