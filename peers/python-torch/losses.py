"""What is minimised, as a sum over samples; derivatives by the input are autograd's."""

import torch


def squared_error(network, x, y, derivatives):
    return (network(x) - y).square().sum()


def energy(network, x, y, derivatives):
    """Deep Ritz: 1/2 A |grad u|^2 + 1/2 C u^2 - F u, summed over the samples."""
    a, c, f = y.unbind(dim=1)
    u, slopes, _ = derivatives(network, x, laplacian=False)
    return (0.5 * a * slopes.square().sum(dim=1) + 0.5 * c * u.square() - f * u).sum()


def residual(network, x, y, derivatives):
    """Physics-informed networks: w (P u + Q . grad u + R lap u - F)^2, summed over the samples."""
    inputs = x.shape[1]
    p, q, (r, f, w) = y[:, 0], y[:, 1 : inputs + 1], y[:, inputs + 1 :].unbind(dim=1)
    u, slopes, laplacian = derivatives(network, x, laplacian=True)
    return (w * (p * u + (q * slopes).sum(dim=1) + r * laplacian - f).square()).sum()


def by_autograd(network, x, laplacian):
    """u, its derivatives by x and, if wanted, its Laplacian."""

    def derivative(values):  # zeros where values do not depend on x
        return torch.autograd.grad(values.sum(), x, create_graph=True, allow_unused=True, materialize_grads=True)[0]

    x = x.detach().requires_grad_()
    u = network(x).squeeze(1)
    slopes = derivative(u)
    return u, slopes, sum(derivative(slopes[:, j])[:, j] for j in range(x.shape[1])) if laplacian else None


def by_functions(network, x, laplacian):
    """The same in the form that torch.compile takes: it has no gradients of its own gradients."""
    slope = torch.func.grad(lambda x: network(x).sum())

    def second(j):
        return torch.func.grad(lambda x: slope(x)[:, j].sum())(x)[:, j]

    return network(x).squeeze(1), slope(x), sum(map(second, range(x.shape[1]))) if laplacian else None


LOSSES = {"mse": squared_error, "energy": energy, "residual": residual}
