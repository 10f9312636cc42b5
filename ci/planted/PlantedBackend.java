package planted;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.backend.simd.SimdBackend;
import java.util.Properties;

/** The backend simd, made slower on purpose: each of its steps takes a known share longer, whatever else the machine does. */
public final class PlantedBackend implements MscaleBackend {

    private final MscaleBackend simd = new SimdBackend();

    @Override
    public String id() {
        return "planted";
    }

    @Override
    public String description() {
        return "simd, with a planted slowdown";
    }

    @Override
    public int apiVersion() {
        return simd.apiVersion();
    }

    @Override
    public Capabilities capabilities() {
        return simd.capabilities();
    }

    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return simd.workerSettings(device, threads);
    }

    @Override
    public Probe probe(Device device, int threads) {
        return simd.probe(device, threads);
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        Properties planted = new Properties();
        try (var file = PlantedBackend.class.getResourceAsStream("planted.properties")) {
            planted.load(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Model(simd.create(spec, device), Double.parseDouble(planted.getProperty("slowdown")));
    }

    private static final class Model extends MscaleModel {

        private final MscaleModel simd;
        private final double slowdown;

        Model(MscaleModel simd, double slowdown) {
            super(simd.spec(), simd.device());
            this.simd = simd;
            this.slowdown = slowdown;
        }

        @Override
        protected void writeParameters(double[] flat) {
            simd.setParameters(flat);
        }

        @Override
        protected void readParameters(double[] flat) {
            double[] own = simd.parameters();
            System.arraycopy(own, 0, flat, 0, own.length);
        }

        @Override
        protected void upload(Dataset dataset, BatchSchedule schedule) {
            simd.bind(dataset);
        }

        @Override
        protected double takeStep(long step) {
            return takeSteps(step, 1);
        }

        @Override
        protected double takeSteps(long firstStep, int steps) {
            long start = System.nanoTime();
            double loss = simd.train(steps);
            long end = System.nanoTime();
            end += (long) (slowdown * (end - start));
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return loss;
        }

        @Override
        protected void evaluate(double[] x, int samples, double[] y) {
            double[] own = simd.predict(x);
            System.arraycopy(own, 0, y, 0, own.length);
        }

        @Override
        protected void release() {
            simd.close();
        }
    }
}
