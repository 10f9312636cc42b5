"""JAX as an external worker of mscale-bench: the whole step, gradient and Adam included, is one jitted program."""

import importlib.metadata
import math
import os
import sys

sys.dont_write_bytecode = True  # nothing is left in the folders of backends
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))

import mscale_worker as protocol  # noqa: E402

np = protocol.np

try:
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)  # float32 stays float32: every array has its type
    jax.config.update("jax_default_matmul_precision", "highest")  # no TF32 on GPUs
except (ImportError, OSError) as e:
    jax = None
    missing = protocol.cannot_import("jax", e)


def relu(x):
    return jnp.where(x > 0, x, 0)


def on_unit(x):
    """x (1 - x) where that is positive."""
    return relu(x) * relu(1 - x)


def phi(x):
    """Twice the quadratic B-spline with knots 0 to 3."""
    return jnp.select(
        [x <= 0, x <= 1, x <= 2, x < 3], [0 * x, x * x, (6 - 2 * x) * x - 3, (3 - x) * (3 - x)], 0 * x
    )


def psi(x):
    """The linear spline wavelet on [0, 3]: straight lines between its values at multiples of 1/2."""
    values = (0, 1, -6, 10, -6, 1, 0)
    pieces = [(values[i] + (values[i + 1] - values[i]) * (2 * x - i)) / 12 for i in range(6)]
    return jnp.select([x <= 0, *[x <= (i + 1) / 2 for i in range(6)]], [0 * x, *pieces], 0 * x)


ACTIVATIONS = {
    "identity": lambda x: x,
    "relu": relu,
    "tanh": lambda x: jnp.tanh(x),
    "sin": lambda x: jnp.sin(x),
    "cos": lambda x: jnp.cos(x),
    "sincos": lambda x: 0.5 * (jnp.sin(x) + jnp.cos(x)),
    "srelu": on_unit,
    "s2relu": lambda x: jnp.sin(2 * math.pi * x) * on_unit(x),
    "phi": phi,
    "psi": psi,
    "morlet": lambda x: jnp.cos(1.75 * x) * jnp.exp(-x * x / 2),
    "mexhat": lambda x: (1 - x * x) * jnp.exp(-x * x / 2),
    "gelu": lambda x: jax.nn.gelu(x, approximate=False),
    "sigmoid": lambda x: jax.nn.sigmoid(x),
}


def squared_error(network, x, y):
    return jnp.mean((network(x) - y) ** 2)


def energy(network, x, y):
    """Deep Ritz: 1/2 A |grad u|^2 + 1/2 C u^2 - F u, averaged over the samples."""
    a, c, f = y.T
    u, slopes = jax.vmap(jax.value_and_grad(at_a_point(network)))(x)
    return jnp.mean(0.5 * a * jnp.sum(slopes**2, axis=1) + 0.5 * c * u**2 - f * u)


def residual(network, x, y):
    """Physics-informed networks: w (P u + Q . grad u + R lap u - F)^2, averaged over the samples."""
    inputs = x.shape[1]
    p, q, (r, f, w) = y[:, 0], y[:, 1 : inputs + 1], y[:, inputs + 1 :].T
    value = at_a_point(network)
    u, slopes = jax.vmap(jax.value_and_grad(value))(x)
    hessians = jax.vmap(jax.jacfwd(jax.grad(value)))(x)
    laplacian = jnp.trace(hessians, axis1=1, axis2=2)
    return jnp.mean(w * (p * u + jnp.sum(q * slopes, axis=1) + r * laplacian - f) ** 2)


def at_a_point(network):
    return lambda point: network(point[None, :])[0, 0]


LOSSES = {"mse": squared_error, "energy": energy, "residual": residual}


class Network:
    """The network's programs, which all models of a problem share: each is compiled once."""

    def __init__(self, problem):
        self.problem = problem
        self.dtype = {"float32": np.float32, "float64": np.float64}[problem.precision]
        self.scales = np.asarray(problem.scales, self.dtype)[:, None]
        self.frozen = problem.trainable[0]["from"]
        self.shapes = {}
        for layer in problem.layers:
            for block in layer["blocks"]:  # blocks that share an offset share the parameter
                self.shapes[block["weightOffset"]] = (block["outputs"], block["inputs"])
                self.shapes[block["biasOffset"]] = (block["outputs"],)
        if problem.scaleOffset >= 0:
            self.shapes[problem.scaleOffset] = (len(problem.scaleBlocks),)
        self.forward = jax.jit(self.network)
        self.program = jax.jit(self.one_step, donate_argnums=0)
        self.program_of_batches = jax.jit(self.one_step_of_a_batch, donate_argnums=0)

    def one_step_of_a_batch(self, state, fixed, x, y, indices, rate, root_correction):
        return self.one_step(state, fixed, x[indices], y[indices], rate, root_correction)

    def one_step(self, state, fixed, x, y, rate, root_correction):
        """One step of Adam (Kingma and Ba, 2015) with both bias corrections folded into factors."""
        trained, first, second = state
        adam = self.problem.adam

        def loss_of(parameters):
            return LOSSES[self.problem.loss](lambda h: self.network({**fixed, **parameters}, h), x, y)

        loss, gradient = jax.value_and_grad(loss_of)(trained)
        tree = jax.tree_util.tree_map
        first = tree(lambda m, g: adam["beta1"] * m + (1 - adam["beta1"]) * g, first, gradient)
        second = tree(lambda v, g: adam["beta2"] * v + (1 - adam["beta2"]) * g * g, second, gradient)
        trained = tree(
            lambda p, m, v: p - rate * m / (jnp.sqrt(v) * root_correction + adam["epsilon"]), trained, first, second
        )
        return (trained, first, second), loss

    def network(self, parameters, h):
        """z_l = W_l h_l + b_l in blocks, h_(l+1) = activation(omega z_l); the first layer's W x is stretched."""
        for l, layer in enumerate(self.problem.layers):
            outputs = {}
            for block in layer["blocks"]:
                matrix = parameters[block["weightOffset"]]
                if l == 0:
                    matrix = self.stretch(parameters) * matrix
                seen = h[:, block["firstInput"] : block["firstInput"] + block["inputs"]]
                z = seen @ matrix.T + parameters[block["biasOffset"]]
                first = block["firstOutput"]
                outputs[first] = outputs[first] + z if first in outputs else z
            h = jnp.concatenate([outputs[first] for first in sorted(outputs)], axis=1)
            if layer["activations"]:
                z = h if self.problem.omega == 1 else self.problem.omega * h
                runs = layer["activations"]
                h = jnp.concatenate(
                    [ACTIVATIONS[run["activation"]](z[:, run["from"] : run["to"]]) for run in runs], axis=1
                )
        return h

    def stretch(self, parameters):
        if self.problem.scaleOffset < 0:
            return self.scales
        blocks = np.array(self.problem.scaleBlocks)
        return jnp.repeat(parameters[self.problem.scaleOffset], blocks, total_repeat_length=int(blocks.sum()))[:, None]


class Model:
    def __init__(self, problem, network):
        self.problem = problem
        self.shared = network
        self.dtype = network.dtype
        self.device = jax_device(problem.device)

    def put(self, values):
        return jax.device_put(np.asarray(values, self.dtype), self.device)

    def bind(self, x, y, batch_size):
        self.x, self.y = self.put(x), self.put(y)

    def cut(self, flat):
        """The parts of a flat array that belong to the fixed parameters and to the trained ones, by their offsets."""
        parts = {
            offset: self.put(flat[offset : offset + math.prod(shape)].reshape(shape))
            for offset, shape in self.shared.shapes.items()
        }
        fixed = {o: p for o, p in parts.items() if o < self.shared.frozen}
        return fixed, {o: p for o, p in parts.items() if o >= self.shared.frozen}

    def set_parameters(self, flat):
        self.fixed, trained = self.cut(flat)
        zeros = lambda: {o: self.put(np.zeros(p.shape)) for o, p in trained.items()}  # noqa: E731
        self.state = (trained, zeros(), zeros())
        self.step = 0

    def set_moments(self, first, second, steps):
        self.state = (self.state[0], self.cut(first)[1], self.cut(second)[1])
        self.step = steps

    def train(self, steps, batches):
        for i in range(steps):
            self.step += 1
            adam, t = self.problem.adam, self.step
            rates = (
                adam["learningRate"] * (1 - adam["decay"]) ** (t - 1) / (1 - adam["beta1"] ** t),
                1 / math.sqrt(1 - adam["beta2"] ** t),
            )
            with np.errstate(over="ignore"):
                rates = list(map(self.dtype, rates))
            if batches is None:
                self.state, loss = self.shared.program(self.state, self.fixed, self.x, self.y, *rates)
            else:
                self.state, loss = self.shared.program_of_batches(
                    self.state, self.fixed, self.x, self.y, batches[i], *rates
                )
        jax.block_until_ready(self.state)
        return float(loss)

    def predict(self, x):
        return np.asarray(self.shared.forward({**self.fixed, **self.state[0]}, self.put(x)), np.float64)

    def peak_device_bytes(self):
        return (self.device.memory_stats() or {}).get("peak_bytes_in_use")

    def parameters(self):
        return self.flat({**self.fixed, **self.state[0]})

    def moments(self):
        return [self.flat(moments) for moments in self.state[1:]]

    def flat(self, by_offset):
        flat = np.zeros(self.problem.parameters)
        for offset, values in by_offset.items():
            flat[offset : offset + values.size] = np.asarray(values, np.float64).ravel()
        return flat


def jax_device(name):
    if name == "cpu":
        return jax.devices("cpu")[0]
    try:
        devices = jax.devices("gpu")
    except RuntimeError as e:
        raise protocol.Unavailable(f"JAX {jax.__version__} finds no GPU: {e}; with its CUDA plugin: pip install \"jax[cuda12]\" numpy") from e
    index = int(name.partition(":")[2] or 0)
    if index >= len(devices):
        raise protocol.Unavailable(f"there is no GPU {index}; there are {len(devices)}")
    return devices[index]


def cores_first(processors):
    """Logical processors, one of each core before the second of any."""

    def place(processor):
        path = f"/sys/devices/system/cpu/cpu{processor}/topology/thread_siblings_list"
        try:
            with open(path, encoding="ascii") as siblings:
                first = int(siblings.read().replace("-", ",").split(",")[0])
        except (OSError, ValueError):
            first = processor
        return (processor != first, processor)

    return sorted(processors, key=place)


def cuda_plugin():
    """The package that brought CUDA, if it was one."""
    for name in ("jax-cuda13-plugin", "jax-cuda12-plugin"):
        try:
            return f", {name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            pass
    return ""


class Worker:
    def probe(self, device, threads):
        if jax is None:
            raise protocol.Unavailable(missing)
        if hasattr(os, "sched_setaffinity"):  # JAX has no setting for it and starts a thread for each core it may use
            cores = cores_first(os.sched_getaffinity(0))
            os.sched_setaffinity(0, cores[:threads])
            threads = min(threads, len(cores))
        if device == "cpu":
            jax.config.update("jax_platforms", "cpu")  # or it would start a GPU that is there
        found = jax_device(device)
        library = {"name": "JAX", "version": jax.__version__, "threads": threads}
        library["build"] = f"jit, XLA for {found.platform}, Python {sys.version.split()[0]}"
        if device != "cpu":
            library["deviceName"] = found.device_kind
            library["build"] += cuda_plugin()
        return library

    def __init__(self):
        self.networks = {}

    def model(self, problem):
        key = repr(problem)
        if key not in self.networks:
            self.networks[key] = Network(problem)
        return Model(problem, self.networks[key])


if __name__ == "__main__":
    protocol.main(Worker())
