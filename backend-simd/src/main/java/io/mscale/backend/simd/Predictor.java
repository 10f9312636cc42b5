package io.mscale.backend.simd;

import io.mscale.api.support.ThreadTeam;
import java.util.List;

/** Evaluates the network; the threads take blocks of sample panels in turn. */
final class Predictor<A> {

    private static final int WIDTH = Panels.WIDTH;

    private final PanelLayout layout;
    private final Kernels<A> kernels;
    private final ThreadTeam team;
    private final List<Workspace<A>> spaces;
    private final List<ForwardPass<A>> passes;

    Predictor(
            PanelLayout layout,
            Kernels<A> kernels,
            ThreadTeam team,
            List<Workspace<A>> spaces,
            List<ForwardPass<A>> passes) {
        this.layout = layout;
        this.kernels = kernels;
        this.team = team;
        this.spaces = spaces;
        this.passes = passes;
    }

    /**
     * Evaluates the network.
     *
     * @param x points, row-major [samples x inputs]
     * @param samples number of points
     * @param y receives the result, row-major [samples x outputs]
     */
    void run(double[] x, int samples, double[] y) {
        team.run(thread -> {
            int stride = spaces.get(thread).panels() * WIDTH;
            for (long first = (long) thread * stride; first < samples; first += (long) team.members() * stride) {
                int begin = (int) first;
                evaluate(thread, x, begin, Math.min(stride, samples - begin), y);
            }
        });
    }

    private void evaluate(int thread, double[] x, int first, int count, double[] y) {
        Workspace<A> space = spaces.get(thread);
        int inputs = layout.augmentedInputs() - 1;
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < inputs; i++) {
                kernels.set(space.x, space.xOffset(s / WIDTH) + i * WIDTH + s % WIDTH, x[(first + s) * inputs + i]);
            }
        }
        passes.get(thread).run(Panels.count(count));
        int last = layout.layers().size() - 1;
        PanelLayer layer = layout.layers().get(last);
        for (int s = 0; s < count; s++) {
            for (int o = 0; o < layer.outputs(); o++) {
                int index = (s / WIDTH * layer.rows() + o) * WIDTH + s % WIDTH;
                y[(first + s) * layer.outputs() + o] = kernels.get(space.z.get(last), index);
            }
        }
    }
}
