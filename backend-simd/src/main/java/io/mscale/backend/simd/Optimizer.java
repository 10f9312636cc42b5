package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.support.AdamStep;
import io.mscale.api.support.Shares;
import io.mscale.api.training.Adam;
import io.mscale.backend.simd.PanelLayout.Block;
import io.mscale.backend.simd.PanelLayout.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adam's moments of all parameters, and a gradient for each thread that computes one. The parameters are divided into parts
 * (a panel of weights, a bias, a panel of the first layer, or all of it if its scales are trained, whose gradients are sums
 * over its panels) that the threads share out: for each part its thread adds the gradients in thread order, updates the
 * parameters, and refreshes the copies that the passes read. No thread waits for another.
 */
final class Optimizer<A> {

    /** What Adam and the copy for the passes cost, for a parameter of a panel, in additions to a sum of gradients. */
    private static final int PANEL_COST = 4;

    /** The same for the first layer, whose loops go neuron by neuron. */
    private static final int FIRST_LAYER_COST = 16;

    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final Parameters<A> parameters;
    private final AdamStep step;
    private final A firstMoments;
    private final A secondMoments;
    private final List<A> gradients = new ArrayList<>();
    private final double[] scaleSlopes;

    /** The parts of each thread. */
    final List<List<Part>> shares;

    /** How many of the gradients are in use: the first ones. */
    private int summed;

    /**
     * Parameters that one thread updates together.
     *
     * @param weight what the update costs, in additions to a sum of gradients
     * @param update updates them and refreshes what depends on them
     */
    record Part(long weight, Runnable update) {}

    Optimizer(Parameters<A> parameters, Adam adam, int threads) {
        this.parameters = parameters;
        layout = parameters.layout;
        kernels = parameters.kernels;
        step = new AdamStep(adam);
        firstMoments = kernels.zeros(layout.size());
        secondMoments = kernels.zeros(layout.size());
        scaleSlopes = new double[parameters.network.scales().count()];
        List<Part> parts = new ArrayList<>();
        if (!parameters.network.firstLayer().isFrozen()) {
            addFirstParts(parts, FIRST_LAYER_COST + threads);
        }
        int cost = PANEL_COST + threads;
        for (int l = 0; l < layout.layers.size(); l++) {
            for (Block block : layout.layers.get(l).blocks()) {
                if (!block.sharesParameters()) {
                    addParts(parts, cost, l, block);
                }
            }
        }
        long[] weights = parts.stream().mapToLong(Part::weight).toArray();
        shares = Shares.byWeight(weights, threads).stream()
                .map(share -> Arrays.stream(share).mapToObj(parts::get).toList())
                .toList();
    }

    /** The gradients that the first {@code threads} threads add to from now on; 0 after each update. */
    List<A> gradients(int threads) {
        while (gradients.size() < threads) {
            gradients.add(kernels.zeros(layout.size()));
        }
        summed = threads;
        return List.copyOf(gradients.subList(0, threads));
    }

    /** Resets the moments and gradients. */
    void reset() {
        kernels.fill(firstMoments, 0, layout.size(), 0);
        kernels.fill(secondMoments, 0, layout.size(), 0);
        for (A gradient : gradients) {
            kernels.fill(gradient, 0, layout.size(), 0);
        }
    }

    /** Sets the moments from the flat layout. */
    void load(double[] first, double[] second) {
        parameters.load(first, firstMoments);
        parameters.load(second, secondMoments);
    }

    /** Writes the moments in the flat layout. */
    void store(double[] first, double[] second) {
        parameters.store(firstMoments, first);
        parameters.store(secondMoments, second);
    }

    /** Sets the step, counted from 1. */
    void moveTo(long newStep) {
        step.moveTo(newStep);
    }

    /** Updates a thread's share of the parts. */
    void update(int thread) {
        List<Part> parts = shares.get(thread);
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).update().run();
        }
    }

    private void addFirstParts(List<Part> parts, long cost) {
        if (layout.scales >= 0) {
            parts.add(new Part(cost * layout.firstSize, this::updateFirstAndScales));
            return;
        }
        for (Panel panel : layout.firstPanels) {
            parts.add(new Part(cost * layout.firstPanelSize(), () -> {
                updateFirst(panel);
                parameters.refreshFirst(panel);
            }));
        }
    }

    private void addParts(List<Part> parts, long cost, int l, Block block) {
        for (int p = 0; p < block.panels().size(); p++) {
            int panel = p;
            parts.add(new Part(cost * block.rows() * WIDTH, () -> updatePanel(l, block, panel)));
        }
        int biasSize = PanelLayout.panels(block.outputs()) * WIDTH;
        parts.add(new Part(cost * biasSize, () -> {
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

    /** The scales' gradients are sums over neurons, and the copy of the first layer depends on the new scales. */
    private void updateFirstAndScales() {
        Arrays.fill(scaleSlopes, 0);
        for (int p = 0; p < layout.firstPanels.size(); p++) {
            updateFirst(layout.firstPanels.get(p));
        }
        for (int i = 0; i < scaleSlopes.length; i++) {
            kernels.set(gradients.get(0), layout.scales + i, scaleSlopes[i]);
        }
        adam(layout.scales, PanelLayout.panels(scaleSlopes.length) * WIDTH);
        parameters.refreshFirst();
    }

    /**
     * With G the gradient with respect to the weights used in computation, z_0 = (K .* W_0) x + b_0: the gradient
     * with respect to W_0 is K .* G, and with respect to a scale the sum of W_0 .* G over its neurons.
     */
    private void updateFirst(Panel panel) {
        sumGradients(panel.first, layout.firstPanelSize());
        A gradient = gradients.get(0);
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
            if (layout.scales >= 0) {
                scaleSlopes[parameters.scaleIndices[neuron]] += slope;
            }
        }
        adam(panel.first, layout.firstPanelSize());
    }

    private void move(int from, int count) {
        sumGradients(from, count);
        adam(from, count);
    }

    private void sumGradients(int from, int count) {
        A sum = gradients.get(0);
        for (int t = 1; t < summed; t++) {
            kernels.add(sum, gradients.get(t), from, count);
            kernels.fill(gradients.get(t), from, count, 0);
        }
    }

    private void adam(int from, int count) {
        kernels.adam(parameters.values, firstMoments, secondMoments, gradients.get(0), from, count, step);
    }
}
