package io.mscale.backend.simd;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.Adam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adam's moments of all parameters, and a gradient for each thread. The parameters are divided into parts (a panel of
 * weights, a bias, the first layer) that the threads share out: for each part its thread adds the gradients in thread
 * order, updates the parameters, and refreshes the copies that the passes read. No thread waits for another.
 */
final class Optimizer<A> {

    private static final int WIDTH = Panels.WIDTH;

    private final NetworkSpec network;
    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final Parameters<A> parameters;
    private final AdamStep step;
    private final A firstMoments;
    private final A secondMoments;
    private final List<A> gradients = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final double[] scaleSlopes;

    /**
     * Parameters that one thread updates together.
     *
     * @param size their number, padding included
     * @param update updates them and refreshes what depends on them
     */
    private record Part(int size, Runnable update) {}

    Optimizer(
            NetworkSpec network,
            PanelLayout layout,
            Kernels<A> kernels,
            Parameters<A> parameters,
            Adam adam,
            int threads) {
        this.network = network;
        this.layout = layout;
        this.kernels = kernels;
        this.parameters = parameters;
        step = new AdamStep(adam);
        firstMoments = kernels.zeros(layout.size());
        secondMoments = kernels.zeros(layout.size());
        for (int t = 0; t < threads; t++) {
            gradients.add(kernels.zeros(layout.size()));
        }
        scaleSlopes = new double[network.scales().count()];
        if (!network.firstLayer().isFrozen()) {
            parts.add(new Part(layout.firstSize(), this::updateFirst));
        }
        for (int l = 0; l < layout.layers().size(); l++) {
            for (PanelBlock block : layout.layers().get(l).blocks()) {
                if (!block.sharesParameters()) {
                    addParts(l, block);
                }
            }
        }
    }

    /** The gradient that a thread adds to; 0 after each update. */
    A gradient(int thread) {
        return gradients.get(thread);
    }

    /** Resets the moments and gradients. */
    void reset() {
        kernels.fill(firstMoments, 0, layout.size(), 0);
        kernels.fill(secondMoments, 0, layout.size(), 0);
        for (A gradient : gradients) {
            kernels.fill(gradient, 0, layout.size(), 0);
        }
    }

    /** Sets the step, counted from 1. */
    void moveTo(long newStep) {
        step.moveTo(newStep);
    }

    /** Updates a thread's share of the parts: those whose middle falls into its share of all parameters. */
    void update(int thread, int threads) {
        long all = 0;
        for (Part part : parts) {
            all += part.size();
        }
        long before = 0;
        for (Part part : parts) {
            long middle = before + part.size() / 2;
            if (middle * threads / all == thread) {
                part.update().run();
            }
            before += part.size();
        }
    }

    private void addParts(int l, PanelBlock block) {
        for (int p = 0; p < block.panels().size(); p++) {
            int panel = p;
            parts.add(new Part(block.rows() * WIDTH, () -> updatePanel(l, block, panel)));
        }
        parts.add(new Part(Panels.count(block.outputs()) * WIDTH, () -> {
            move(block.bias(), Panels.count(block.outputs()) * WIDTH);
            parameters.refreshBias(l, block);
        }));
    }

    private void updatePanel(int l, PanelBlock block, int p) {
        Panel panel = block.panels().get(p);
        move(panel.weights(), block.rows() * WIDTH);
        if (panel.size() < WIDTH) {
            // The products leave values in the padding's gradient, but padded weights must stay 0.
            for (int o = 0; o < block.rows(); o++) {
                kernels.fill(parameters.values(), panel.weights() + o * WIDTH + panel.size(), WIDTH - panel.size(), 0);
            }
        }
        parameters.refreshPanel(l, block, p);
    }

    /**
     * With G the gradient with respect to the weights used in computation, z_0 = (K .* W_0) x + b_0: the gradient
     * with respect to W_0 is K .* G, and with respect to a scale the sum of W_0 .* G over its neurons.
     */
    private void updateFirst() {
        sumGradients(0, layout.firstSize());
        A gradient = gradients.get(0);
        Arrays.fill(scaleSlopes, 0);
        for (PanelBlock block : layout.layers().get(0).blocks()) {
            for (Panel panel : block.panels()) {
                for (int c = 0; c < panel.size(); c++) {
                    int neuron = panel.neurons()[c];
                    double scale = parameters.scale(neuron);
                    double slope = 0;
                    for (int i = 0; i < network.inputs(); i++) {
                        int index = panel.first() + i * WIDTH + c;
                        double g = kernels.get(gradient, index);
                        slope += kernels.get(parameters.values(), index) * g;
                        kernels.set(gradient, index, scale * g);
                    }
                    scaleSlopes[parameters.scaleIndex(neuron)] += slope;
                }
            }
        }
        adam(0, layout.firstSize());
        if (layout.scales() >= 0) {
            for (int i = 0; i < scaleSlopes.length; i++) {
                kernels.set(gradient, layout.scales() + i, scaleSlopes[i]);
            }
            adam(layout.scales(), Panels.count(scaleSlopes.length) * WIDTH);
        }
        parameters.refreshFirst();
    }

    private void move(int from, int count) {
        sumGradients(from, count);
        adam(from, count);
    }

    private void sumGradients(int from, int count) {
        A sum = gradients.get(0);
        for (int t = 1; t < gradients.size(); t++) {
            kernels.add(sum, gradients.get(t), from, count);
            kernels.fill(gradients.get(t), from, count, 0);
        }
    }

    private void adam(int from, int count) {
        kernels.adam(parameters.values(), firstMoments, secondMoments, gradients.get(0), from, count, step);
    }
}
