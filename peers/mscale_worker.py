"""The worker protocol of mscale-bench, version 1, in Python (docs/12-external-workers.md specifies it).

A worker brings a class for its models and calls main(); everything that is not the library's is here: problem and arrays
are read, events, predictions and parameters written, warm-up, clock, evaluations and the order of mini-batches are as the
protocol wants them. Needs NumPy.
"""

import json
import os
import sys
import threading
import time
import traceback


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

PROTOCOL = 1
DIVERGED = 1e6
_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_BATCHES = 4  # the number of the random stream that orders mini-batches


class Unavailable(Exception):
    """A device or a package cannot be used; the message says why, and goes to the user."""


class Unsupported(Exception):
    """A cell asks for what the worker has not declared."""


class Problem:
    """A cell: the fields of problem.json as attributes, and its arrays in float64.

    train_x [samples, inputs], train_y [samples, outputs], test_x, test_y, parity_x, parity_y (None if there is no parity
    check), picture_x (None if there is no picture), initial [parameters], scales [first-layer neurons].
    """

    def __init__(self, folder):
        with open(os.path.join(folder, "in", "problem.json"), encoding="utf-8") as file:
            self.__dict__.update(json.load(file))
        if self.protocol != PROTOCOL:
            raise Unsupported(f"this worker speaks version {PROTOCOL} of the protocol, not {self.protocol}")
        for name in ("train_x", "train_y", "test_x", "test_y", "scales"):
            setattr(self, name, _array(folder, name))
        self.initial = _array(folder, "parameters")
        self.parity_x = _array(folder, "parity_x") if self.paritySteps else None
        self.parity_y = _array(folder, "parity_y") if self.paritySteps else None
        self.picture_x = _array(folder, "picture_x") if self.picture else None


def _array(folder, name):
    return np.load(os.path.join(folder, "in", name + ".npy"))


class BatchSchedule:
    """Which samples each step sees. All of them in their order, or a permutation for each epoch (Fisher and Yates)."""

    def __init__(self, batch_size, seed, samples):
        self.batch_size = min(batch_size, samples)
        self.seed = seed & _MASK
        self.samples = samples
        self.epoch = -1

    def batch(self, step):
        """The indices of a step, counted from 1; None for all samples."""
        if self.batch_size == self.samples:
            return None
        epoch, place = divmod(step - 1, self.samples // self.batch_size)
        if epoch != self.epoch:
            self._shuffle(epoch)
        return self.permutation[place * self.batch_size : (place + 1) * self.batch_size]

    def _shuffle(self, epoch):
        mixed = (_first_word(self.seed) + _GOLDEN * _BATCHES) & _MASK
        state = _first_word(mixed) ^ (epoch * _GOLDEN & _MASK)
        below = (_uniform(state, self.samples) * np.arange(1, self.samples + 1)).astype(np.int64).tolist()
        permutation = [0] * self.samples
        for i, j in enumerate(below):
            permutation[i] = permutation[j]
            permutation[j] = i
        self.permutation = np.array(permutation)
        self.epoch = epoch


def _words(state, count):
    """The first words of SplitMix64 (Steele, Lea and Flood, 2014) from a state."""
    with np.errstate(over="ignore"):
        z = np.uint64(state) + np.uint64(_GOLDEN) * np.arange(1, count + 1, dtype=np.uint64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def _first_word(state):
    return int(_words(state, 1)[0])


def _uniform(state, count):
    """Numbers in [0, 1)."""
    return (_words(state, count) >> np.uint64(11)).astype(np.float64) * 2.0**-53


class _Events:
    """Appends events to out/events.jsonl; each is on the disk before the next step."""

    def __init__(self, folder):
        launched = os.environ.get("MSCALE_LAUNCHED_AT")
        self.origin = int(launched) / 1e3 if launched else time.time()
        self.file = open(os.path.join(folder, "out", "events.jsonl"), "w", encoding="utf-8")

    def write(self, event, **fields):
        line = {"event": event, "wallSeconds": max(0.0, time.time() - self.origin), **fields}
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()


def _finite(value):
    return float(value) if np.isfinite(value) else None


def _peak_resident_bytes():
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):  # not Linux
        return None


def _block(clock, total_steps, steps, seconds):
    """How many steps are taken between two readings of the clock."""
    if steps < clock["singleSteps"]:
        return 1
    per_step = max(seconds / steps, 1e-9)
    few_samples = min(total_steps / clock["mostSamples"], clock["longestSeconds"] / per_step)
    return int(max(1, np.ceil(max(clock["shortestSeconds"] / per_step, few_samples))))


def _mse(prediction, truth):
    return float(np.mean((prediction - truth) ** 2))


def _parity(worker, problem):
    """The first losses on a few samples, each step's batch being all of them unless it is smaller."""
    model = worker.model(problem)
    schedule = BatchSchedule(problem.batchSize, problem.batchSeed, len(problem.parity_x))
    model.bind(problem.parity_x, problem.parity_y, schedule)
    model.set_parameters(problem.initial)
    return [_finite(model.train(1)) for _ in range(problem.paritySteps)]


def _train(worker, problem, folder, events):
    """Trains a cell; returns the status and the reason for the last event."""
    library = worker.probe(problem.device, problem.threads)
    events.write("library", library=library)
    schedule = BatchSchedule(problem.batchSize, problem.batchSeed, len(problem.train_x))
    model = worker.model(problem)
    model.bind(problem.train_x, problem.train_y, schedule)
    model.set_parameters(problem.initial)
    events.write("ready")

    if problem.warmUp["steps"]:
        start = time.perf_counter()
        model.train(1)
        first = time.perf_counter() - start
        steps = 1
        while steps < problem.warmUp["steps"] or time.perf_counter() - start < problem.warmUp["seconds"]:
            model.train(1)
            steps += 1
        model.set_parameters(problem.initial)
        events.write("warmUp", steps=steps, seconds=first)
    if problem.paritySteps:
        events.write("parity", losses=_parity(worker, problem))

    def time_is_over(seconds):
        return problem.timeLimitSeconds is not None and seconds >= problem.timeLimitSeconds

    def has_diverged(loss):
        return not np.isfinite(loss) or (first_loss is not None and loss > DIVERGED * max(first_loss, 1e-38))

    full_batch = problem.batchSize == len(problem.train_x)
    step, seconds, first_loss = 0, 0.0, None
    with open(os.path.join(folder, "out", "predictions.f64"), "wb") as rows:
        for due in problem.evaluateAt:
            evaluated = step
            while step < due and not time_is_over(seconds):
                block = min(_block(problem.clock, problem.steps, step, seconds), due - step)
                block = 1 if full_batch and step == evaluated else block
                start = time.perf_counter()
                loss = model.train(block)
                elapsed = time.perf_counter() - start
                step += block
                seconds += elapsed
                first_loss = loss if first_loss is None else first_loss
                events.write("steps", step=step, steps=block, seconds=elapsed, loss=_finite(loss))
                if has_diverged(loss):
                    return "failed", f"training diverged: the loss of step {step} is {loss:.1e}"
            prediction = model.predict(problem.test_x)
            rows.write(np.ascontiguousarray(prediction, dtype="<f8").tobytes())
            rows.flush()
            train_mse = _mse(model.predict(problem.train_x), problem.train_y)
            events.write("evaluation", step=step, seconds=seconds, trainMse=_finite(train_mse))
            if has_diverged(train_mse):
                return "failed", f"training diverged: the training error after step {step} is {train_mse:.1e}"
            reason = None
            if step < problem.steps:
                if time_is_over(seconds):
                    reason = f"stopped by the time limit of {problem.timeLimitSeconds} s at step {step}"
                elif problem.targetMse is not None and _mse(prediction, problem.test_y) <= problem.targetMse:
                    reason = f"stopped at the target MSE of {problem.targetMse} at step {step}"
            if reason or step == problem.steps:
                np.save(os.path.join(folder, "out", "parameters.npy"), model.parameters())
                if problem.picture_x is not None:
                    np.save(os.path.join(folder, "out", "picture.npy"), model.predict(problem.picture_x))
                return "ok", reason
    raise AssertionError("the last evaluation is at the last step")


def _require_numpy():
    if np is None:
        raise Unavailable(no_numpy)


def _cell(worker, folder):
    events = _Events(folder)
    on_device = {}
    try:
        events.write("started")
        _require_numpy()
        problem = Problem(folder)
        status, reason = _train(worker, problem, folder, events)
        if problem.device != "cpu" and hasattr(worker, "peak_device_bytes"):
            on_device["peakDeviceBytes"] = worker.peak_device_bytes(problem.device)
    except (Unavailable, Unsupported) as e:
        status, reason = "unsupported", str(e)
    except Exception as e:
        traceback.print_exc()
        status, reason = "failed", f"{type(e).__name__}: {e}"
    events.write("finished", status=status, reason=reason, peakRssBytes=_peak_resident_bytes(), **on_device)


def _probe(worker, folder):
    with open(os.path.join(folder, "in", "probe.json"), encoding="utf-8") as file:
        question = json.load(file)
    try:
        _require_numpy()
        answer = {"library": worker.probe(question["device"], question["threads"])}
    except Unavailable as e:
        answer = {"reason": str(e)}
    path = os.path.join(folder, "out", "answer.json")
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(answer, file)
    os.replace(path + ".part", path)


def _end_with_parent():
    """Nobody waits for the result once the pipe to standard input has ended."""

    def watch():
        try:
            while os.read(0, 4096):
                pass
        except OSError:
            pass
        os._exit(3)

    threading.Thread(target=watch, daemon=True).start()


def main(worker, arguments):
    """Runs `probe FOLDER` or `train FOLDER...`.

    worker.probe(device, threads) returns the library as a dictionary or raises Unavailable; worker.model(problem) returns an
    object with bind(x, y, schedule), set_parameters(flat), which comes after it and also takes the optimiser back to its first
    step, train(steps), which returns the last step's loss when all work is done, predict(x) and parameters(). It may have
    worker.peak_device_bytes(device), which is asked of GPUs only: the most memory that was in use there, or None.
    """
    if len(arguments) < 2 or arguments[0] not in ("probe", "train"):
        sys.exit("usage: probe FOLDER | train FOLDER...")
    if os.environ.get("MSCALE_LAUNCHED_AT"):
        _end_with_parent()
    for folder in arguments[1:]:
        (_probe if arguments[0] == "probe" else _cell)(worker, folder)
