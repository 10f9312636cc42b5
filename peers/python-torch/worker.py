"""PyTorch, eager, compiled or as a CUDA graph, as an external worker of mscale-bench.

The network is what a PyTorch user would write: linear layers, autograd, torch.optim.Adam. Options, in backend.json's command:

  --compile    torch.compile the forward pass and its gradient
  --graph      capture the whole step, Adam included, once as a CUDA graph, and replay it
  --pieces N   split a batch into N pieces whose gradients are added, so that activations stay in the caches
  --tf32       let NVIDIA GPUs round the inputs of float32 products to 10 bits
"""

import argparse
import functools
import math
import os
import sys

sys.dont_write_bytecode = True  # nothing is left in the folders of backends
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))

import mscale_worker as protocol  # noqa: E402

try:
    import torch
    import torch.nn.functional as F
except (ImportError, OSError) as e:
    torch = None
    missing = protocol.cannot_import("torch", e)
else:
    import losses


def on_unit(x):
    """x (1 - x) where that is positive."""
    return torch.relu(x) * torch.relu(1 - x)


def phi(x):
    """Twice the quadratic B-spline with knots 0 to 3: truncated squares, weighted with the binomials of 3."""
    x = x.clamp(0, 3)
    return x.square() - 3 * torch.relu(x - 1).square() + 3 * torch.relu(x - 2).square()


def psi(x):
    """The linear spline wavelet on [0, 3]: bends at multiples of 1/2, each weighted with the change of slope there."""
    x = x.clamp(0, 3)
    bends = [bend * torch.relu(x - k / 2) for k, bend in enumerate(PSI_BENDS)]
    return functools.reduce(torch.add, bends)


PSI_SLOPES = [(b - a) / 6 for a, b in zip((0, 1, -6, 10, -6, 1), (1, -6, 10, -6, 1, 0))]
PSI_BENDS = [b - a for a, b in zip((0, *PSI_SLOPES), PSI_SLOPES)]

ACTIVATIONS = {
    "identity": lambda x: x,
    "relu": lambda x: torch.relu(x),
    "tanh": lambda x: torch.tanh(x),
    "sin": lambda x: torch.sin(x),
    "cos": lambda x: torch.cos(x),
    "sincos": lambda x: 0.5 * (torch.sin(x) + torch.cos(x)),
    "srelu": on_unit,
    "s2relu": lambda x: torch.sin(2 * math.pi * x) * on_unit(x),
    "phi": phi,
    "psi": psi,
    "morlet": lambda x: torch.cos(1.75 * x) * torch.exp(-x * x / 2),
    "mexhat": lambda x: (1 - x * x) * torch.exp(-x * x / 2),
    "gelu": lambda x: F.gelu(x),
    "sigmoid": lambda x: torch.sigmoid(x),
}


class Network(torch.nn.Module if torch else object):
    """z_l = W_l h_l + b_l in blocks, h_(l+1) = activation(omega z_l); the first layer's W x is stretched by the scales."""

    def __init__(self, problem, dtype, device):
        super().__init__()
        self.layers = problem.layers
        self.omega = problem.omega
        self.size = problem.parameters
        frozen = problem.trainable[0]["from"]
        self.places = {}
        self.weights = torch.nn.ParameterDict()

        def parameter(offset, *shape):
            name = f"p{offset}"  # blocks that share an offset share the parameter
            if name not in self.weights:
                values = torch.zeros(*shape, dtype=dtype, device=device)
                self.weights[name] = torch.nn.Parameter(values, requires_grad=offset >= frozen)
                self.places[name] = offset
            return name

        self.blocks = [
            [
                (
                    block["firstInput"],
                    block["inputs"],
                    block["firstOutput"],
                    parameter(block["weightOffset"], block["outputs"], block["inputs"]),
                    parameter(block["biasOffset"], block["outputs"]),
                )
                for block in layer["blocks"]
            ]
            for layer in self.layers
        ]
        self.register_buffer("scales", torch.as_tensor(problem.scales, dtype=dtype, device=device).unsqueeze(1))
        self.trained_scales = None
        if problem.scaleOffset >= 0:
            self.trained_scales = parameter(problem.scaleOffset, len(problem.scaleBlocks))
            of_neurons = [i for i, neurons in enumerate(problem.scaleBlocks) for _ in range(neurons)]
            self.register_buffer("scale_of_neuron", torch.tensor(of_neurons, device=device))

    def cut(self, flat):
        """Each parameter and its part of a flat array."""
        for name, offset in self.places.items():
            weight = self.weights[name]
            yield weight, torch.as_tensor(flat[offset : offset + weight.numel()]).view_as(weight)

    def set_flat(self, flat):
        with torch.no_grad():
            for weight, values in self.cut(flat):
                weight.copy_(values)

    def flat(self, of_weight=lambda weight: weight.detach()):
        """A flat array of something that each parameter has; 0 where it is None."""
        flat = torch.zeros(self.size, dtype=torch.float64)
        for name, offset in self.places.items():
            values = of_weight(self.weights[name])
            if values is not None:
                flat[offset : offset + values.numel()] = values.flatten()
        return flat.numpy()

    def forward(self, h):
        for l, (layer, blocks) in enumerate(zip(self.layers, self.blocks)):
            h = self.linear(l, blocks, h)
            if layer["activations"]:
                h = self.activate(layer["activations"], h)
        return h

    def linear(self, l, blocks, h):
        outputs = {}
        for first_input, inputs, first_output, weight, bias in blocks:
            seen = h if len(blocks) == 1 else h[:, first_input : first_input + inputs]
            matrix = self.weights[weight] if l > 0 else self.stretch() * self.weights[weight]
            z = F.linear(seen, matrix, self.weights[bias])
            outputs[first_output] = outputs[first_output] + z if first_output in outputs else z
        parts = [outputs[first] for first in sorted(outputs)]
        return parts[0] if len(parts) == 1 else torch.cat(parts, dim=1)

    def stretch(self):
        if self.trained_scales is None:
            return self.scales
        return self.weights[self.trained_scales].index_select(0, self.scale_of_neuron).unsqueeze(1)

    def activate(self, runs, z):
        z = z if self.omega == 1 else self.omega * z
        parts = [
            ACTIVATIONS[run["activation"]](z if len(runs) == 1 else z[:, run["from"] : run["to"]]) for run in runs
        ]
        return parts[0] if len(parts) == 1 else torch.cat(parts, dim=1)


class Model:
    def __init__(self, problem, options):
        self.dtype = {"float32": torch.float32, "float64": torch.float64}[problem.precision]
        self.device = torch_device(problem.device)
        self.adam = problem.adam
        self.pieces = options.pieces
        self.network = Network(problem, self.dtype, self.device)
        self.terms_of_a_sample = problem.outputs if problem.loss == "mse" else 1
        derivatives = losses.by_functions if options.compile else losses.by_autograd
        self.sum_of_terms = functools.partial(losses.LOSSES[problem.loss], self.network, derivatives=derivatives)
        if options.compile:
            self.sum_of_terms = torch.compile(self.sum_of_terms, dynamic=False)

    def tensor(self, values):
        return torch.as_tensor(values, dtype=self.dtype, device=self.device)

    def bind(self, x, y, batch_size):
        self.x, self.y = self.tensor(x), self.tensor(y)

    def set_parameters(self, flat):
        self.network.set_flat(flat)
        self.step = 0
        # On a GPU one kernel for all parameters; on a CPU PyTorch's default.
        self.optimizer = self.new_optimizer(self.adam["learningRate"], fused=True if self.device.type == "cuda" else None)

    def new_optimizer(self, rate, **options):
        return torch.optim.Adam(
            self.trained(),
            lr=rate,
            betas=(self.adam["beta1"], self.adam["beta2"]),
            eps=self.adam["epsilon"],
            **options,
        )

    def moments(self):
        adam = self.optimizer.state
        return [self.network.flat(lambda weight: adam.get(weight, {}).get(name)) for name in ("exp_avg", "exp_avg_sq")]

    def set_moments(self, first, second, steps):
        self.step = steps
        for (weight, m), (_, v) in zip(self.network.cut(first), self.network.cut(second)):
            if weight.requires_grad:
                state = self.optimizer.state[weight]
                if not state:
                    state.update(self.initial_state(weight))
                state["step"].fill_(steps)
                state["exp_avg"].copy_(m)
                state["exp_avg_sq"].copy_(v)

    def initial_state(self, weight):
        """What torch.optim.Adam makes at its first step: the fused kernel wants the number of steps on the device."""
        where = weight.device if weight.device.type == "cuda" else "cpu"
        return {
            "step": torch.zeros((), dtype=torch.float32, device=where),
            "exp_avg": torch.zeros_like(weight),
            "exp_avg_sq": torch.zeros_like(weight),
        }

    def trained(self):
        return [p for p in self.network.parameters() if p.requires_grad]

    def learning_rate(self, step):
        rate = self.adam["learningRate"] * (1 - self.adam["decay"]) ** (step - 1)
        return rate if rate <= torch.finfo(self.dtype).max else math.inf  # PyTorch refuses to round it

    def train(self, steps, batches):
        for i in range(steps):
            self.step += 1
            for group in self.optimizer.param_groups:
                group["lr"] = self.learning_rate(self.step)
            loss = self.take_step(None if batches is None else torch.as_tensor(batches[i], device=self.device))
        return loss.item()  # waits for the device

    def take_step(self, indices):
        """One step on the samples of these indices, or on all; returns the loss before the update."""
        loss = self.gradient(indices)
        self.optimizer.step()
        return loss

    def gradient(self, indices):
        """The loss; gradients lie in the parameters."""
        self.optimizer.zero_grad(set_to_none=True)
        x, y = (self.x, self.y) if indices is None else (self.x[indices], self.y[indices])
        total = 0
        for piece_x, piece_y in zip(x.tensor_split(self.pieces), y.tensor_split(self.pieces)):
            if len(piece_x):
                loss = self.sum_of_terms(piece_x, piece_y) / (len(y) * self.terms_of_a_sample)
                loss.backward(inputs=self.trained())  # not by x
                total = total + loss.detach()
        return total

    def predict(self, x):
        with torch.no_grad():
            return self.network(self.tensor(x)).double().cpu().numpy()

    def parameters(self):
        return self.network.flat()

    def peak_device_bytes(self):
        return torch.cuda.max_memory_allocated(self.device)


class GraphModel(Model):
    """The whole step is captured once and replayed: Python and PyTorch have no part in the steps that follow.

    A graph reads and writes the memory it was captured with. So parameters, Adam's state, learning rate and indices stay where
    they are and are set in place.
    """

    WARM_UP = 3  # steps in which libraries and autograd allocate what they keep

    def __init__(self, problem, options):
        super().__init__(problem, options)
        self.rate = torch.zeros((), dtype=self.dtype, device=self.device)
        # The fused kernel reads a rate in float32 only: in float64 it would be rounded.
        kind = "fused" if self.dtype == torch.float32 else "foreach"
        self.optimizer = self.new_optimizer(self.rate, capturable=True, **{kind: True})
        for parameter in self.optimizer.param_groups[0]["params"]:
            self.optimizer.state[parameter] = {
                "step": torch.zeros((), dtype=self.dtype, device=self.device),
                "exp_avg": torch.zeros_like(parameter),
                "exp_avg_sq": torch.zeros_like(parameter),
            }

    def bind(self, x, y, batch_size):
        super().bind(x, y, batch_size)
        self.indices = None if batch_size is None else torch.zeros(batch_size, dtype=torch.int64, device=self.device)
        kept = [value.clone() for value in self.state()]
        self.capture()
        with torch.no_grad():
            for value, before in zip(self.state(), kept):
                value.copy_(before)

    def state(self):
        """All that a step changes."""
        of_adam = (value for state in self.optimizer.state.values() for value in state.values())
        return [*self.network.parameters(), *of_adam]

    def capture(self):
        aside = torch.cuda.Stream()
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(self.WARM_UP):
                self.take_step(self.indices)
        torch.cuda.current_stream().wait_stream(aside)
        self.optimizer.zero_grad(set_to_none=True)  # gradients are to be allocated by the graph
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self.loss = self.take_step(self.indices)

    def set_parameters(self, flat):
        self.network.set_flat(flat)
        self.step = 0
        for state in self.optimizer.state.values():
            for value in state.values():
                value.zero_()

    def train(self, steps, batches):
        if batches is not None:  # all of them go to the device at once
            batches = torch.as_tensor(batches, dtype=torch.int64).to(self.device)
        for i in range(steps):
            self.rate.fill_(self.learning_rate(self.step + i + 1))
            if batches is not None:
                self.indices.copy_(batches[i])
            self.graph.replay()
        self.step += steps
        return self.loss.item()  # waits for the device


def torch_device(name):
    return torch.device(name.replace("gpu", "cuda"))


class Worker:
    def __init__(self, options):
        self.options = options

    def probe(self, device, threads):
        if self.options.graph and device == "cpu":
            raise protocol.Unavailable("a CUDA graph needs a CUDA device; use --device gpu")
        if torch is None:
            raise protocol.Unavailable(missing)
        torch.set_num_threads(threads)
        torch.backends.cuda.matmul.allow_tf32 = self.options.tf32
        torch.backends.cudnn.allow_tf32 = self.options.tf32
        blas = "MKL" if torch.backends.mkl.is_available() else "OpenBLAS or another"
        library = {"name": "PyTorch", "version": torch.__version__, "blas": blas, "threads": torch.get_num_threads()}
        if self.options.compile:
            torch._dynamo.reset()  # each cell compiles its own network, however many the process trains
        mode = "compiled" if self.options.compile else "eager"
        mode += ", CUDA graph" if self.options.graph else ""
        build = f"{mode}, {torch.backends.cpu.get_cpu_capability()}, Python {sys.version.split()[0]}"
        library["build"] = build + (f", {self.options.pieces} pieces" if self.options.pieces > 1 else "")
        if device != "cpu":
            if torch.version.cuda is None:
                raise protocol.Unavailable(f"PyTorch {torch.__version__} is a build without CUDA")
            if not torch.cuda.is_available():
                named = f"PyTorch {torch.__version__} (CUDA {torch.version.cuda})"
                raise protocol.Unavailable(f"{named} finds no CUDA device that it can use")
            index = torch_device(device).index or 0
            if index >= torch.cuda.device_count():
                raise protocol.Unavailable(f"there is no CUDA device {index}; there are {torch.cuda.device_count()}")
            torch.cuda.set_device(index)
            torch.cuda.reset_peak_memory_stats(index)
            library["deviceName"] = torch.cuda.get_device_name(index)
            library["build"] += f", CUDA {torch.version.cuda}"
        return library

    def model(self, problem):
        return GraphModel(problem, self.options) if self.options.graph else Model(problem, self.options)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--graph", action="store_true")
    parser.add_argument("--pieces", type=int, default=1)
    parser.add_argument("--tf32", action="store_true")
    protocol.main(Worker(parser.parse_args()))
