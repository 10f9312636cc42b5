package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.support.AdamStep;
import io.mscale.api.training.Adam;
import io.mscale.backend.simd.PanelLayout.Block;
import io.mscale.backend.simd.PanelLayout.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adam's moments of all parameters, and a gradient for each thread. The parameters are divided into parts (a panel of
 * weights, a bias, the first layer) that the threads share out: for each part its thread adds the gradients in thread
 * order, updates the parameters, and refreshes the copies that the passes read. No thread waits for another.
 */
final class Optimizer<A> {

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

    Optimizer(Parameters<A> parameters, Adam adam, int threads) {
        this.parameters = parameters;
        layout = parameters.layout;
        kernels = parameters.kernels;
        step = new AdamStep(adam);
        firstMoments = kernels.zeros(layout.size());
        secondMoments = kernels.zeros(layout.size());
        for (int t = 0; t < threads; t++) {
            gradients.add(kernels.zeros(layout.size()));
        }
        scaleSlopes = new double[parameters.network.scales().count()];
        if (!parameters.network.firstLayer().isFrozen()) {
            parts.add(new Part(layout.firstSize, this::updateFirst));
        }
        for (int l = 0; l < layout.layers.size(); l++) {
            for (Block block : layout.layers.get(l).blocks()) {
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

    private void addParts(int l, Block block) {
        for (int p = 0; p < block.panels().size(); p++) {
            int panel = p;
            parts.add(new Part(block.rows() * WIDTH, () -> updatePanel(l, block, panel)));
        }
        int biasSize = PanelLayout.panels(block.outputs()) * WIDTH;
        parts.add(new Part(biasSize, () -> {
            move(block.bias(), biasSize);
            parameters.refreshBias(l, block);
        }));
    }

    private void updatePanel(int l, Block block, int p) {
        Panel panel = block.panels().get(p);
        move(panel.weights, block.rows() * WIDTH);
        if (panel.size < WIDTH) {
            // The products leave values in the padding's gradient, but padded weights must stay 0.
            for (int o = 0; o < block.rows(); o++) {
                kernels.fill(parameters.values, panel.weights + o * WIDTH + panel.size, WIDTH - panel.size, 0);
            }
        }
        parameters.refreshPanel(l, block, p);
    }

    /**
     * With G the gradient with respect to the weights used in computation, z_0 = (K .* W_0) x + b_0: the gradient
     * with respect to W_0 is K .* G, and with respect to a scale the sum of W_0 .* G over its neurons.
     */
    private void updateFirst() {
        sumGradients(layout.start, layout.firstSize);
        A gradient = gradients.get(0);
        Arrays.fill(scaleSlopes, 0);
        for (Block block : layout.layers.get(0).blocks()) {
            for (Panel panel : block.panels()) {
                for (int c = 0; c < panel.size; c++) {
                    int neuron = panel.neurons[c];
                    double scale = parameters.scale(neuron);
                    double slope = 0;
                    for (int i = 0; i < parameters.network.inputs(); i++) {
                        int index = panel.first + i * WIDTH + c;
                        double g = kernels.get(gradient, index);
                        slope += kernels.get(parameters.values, index) * g;
                        kernels.set(gradient, index, scale * g);
                    }
                    scaleSlopes[parameters.scaleIndices[neuron]] += slope;
                }
            }
        }
        adam(layout.start, layout.firstSize);
        if (layout.scales >= 0) {
            for (int i = 0; i < scaleSlopes.length; i++) {
                kernels.set(gradient, layout.scales + i, scaleSlopes[i]);
            }
            adam(layout.scales, PanelLayout.panels(scaleSlopes.length) * WIDTH);
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
        kernels.adam(parameters.values, firstMoments, secondMoments, gradients.get(0), from, count, step);
    }
}
