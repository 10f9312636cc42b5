package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.backend.simd.PanelShares.Block;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network trained by a team of threads.
 *
 * @param <A> an array of the model's precision
 */
final class SimdModel<A> extends MscaleModel {

    private final Kernels<A> kernels;
    private final Parameters<A> parameters;
    private final Loss loss;
    private final Optimizer<A> optimizer;
    private final ThreadTeam team;
    private final List<ForwardPass<A>> passes;
    private @Nullable Trainer<A> trainer;

    /**
     * Creates a model.
     *
     * @param cache a thread's share of the second-level cache in bytes; 0 if unknown
     */
    SimdModel(ModelSpec spec, Device device, Kernels<A> kernels, long cache) {
        super(spec, device);
        this.kernels = kernels;
        parameters = new Parameters<>(spec.network(), kernels);
        optimizer = new Optimizer<>(parameters, spec.training().adam(), spec.threads());
        int widest = parameters.layout.layers.stream()
                .mapToInt(PanelLayout.Layer::rows)
                .max()
                .orElseThrow();
        loss = spec.training().loss();
        int rows = loss.rows(spec.network().inputs());
        int usual = Workspace.panels(widest * kernels.precision().bytes(), cache);
        int panels = Math.max(1, usual / rows) * rows;
        passes = Stream.generate(() -> new ForwardPass<>(parameters, panels, loss))
                .limit(spec.threads())
                .toList();
        team = new ThreadTeam("simd", spec.threads());
    }

    @Override
    protected void writeParameters(double[] flat) {
        parameters.load(flat);
        optimizer.reset();
    }

    @Override
    protected void readParameters(double[] flat) {
        parameters.store(flat);
    }

    @Override
    protected void readMoments(double[] first, double[] second) {
        optimizer.store(first, second);
    }

    @Override
    protected void writeMoments(double[] first, double[] second) {
        optimizer.load(first, second);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        trainer = new Trainer<>(parameters, optimizer, team, passes, loss, dataset, schedule);
    }

    @Override
    protected double takeStep(long step) {
        Trainer<A> bound = trainer;
        if (bound == null) {
            throw new IllegalStateException("no data was bound");
        }
        return bound.step(step);
    }

    /** The threads share the points like the samples of a step. */
    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        int largest = passes.get(0).space.panels;
        List<List<Block>> shares = PanelShares.of(PanelLayout.panels(samples), team.members(), largest);
        team.run(thread -> {
            if (thread < shares.size()) {
                for (Block block : shares.get(thread)) {
                    int first = block.first() * WIDTH;
                    int count = Math.min(block.panels() * WIDTH, samples - first);
                    evaluate(passes.get(thread), x, first, count, y);
                }
            }
        });
    }

    private void evaluate(ForwardPass<A> pass, double[] x, int first, int count, double[] y) {
        Workspace<A> space = pass.space;
        space.arrange(1);
        int inputs = spec().network().inputs();
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < inputs; i++) {
                kernels.set(space.x, space.xFrom(s / WIDTH) + i * WIDTH + s % WIDTH, x[(first + s) * inputs + i]);
            }
        }
        pass.run(PanelLayout.panels(count));
        int last = space.z.size() - 1;
        int outputs = parameters.layout.layers.get(last).outputs();
        for (int s = 0; s < count; s++) {
            for (int o = 0; o < outputs; o++) {
                int index = space.zFrom(last, s / WIDTH) + o * WIDTH + s % WIDTH;
                y[(first + s) * outputs + o] = kernels.get(space.z.get(last), index);
            }
        }
    }

    @Override
    protected void release() {
        trainer = null;
        team.close();
    }
}
