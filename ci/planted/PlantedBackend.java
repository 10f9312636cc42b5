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
import io.mscale.api.training.OptimizerState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Another backend, made slower on purpose: each of its steps takes a known share longer, whatever else the machine does. */
public final class PlantedBackend implements MscaleBackend {

    private final MscaleBackend original;
    private final double slowdown;

    /** Reads the name of the original's class, and the share, from a file in its jar. */
    public PlantedBackend() {
        Properties planted = new Properties();
        try (InputStream file = PlantedBackend.class.getResourceAsStream("planted.properties")) {
            planted.load(file);
            original = (MscaleBackend) Class.forName(planted.getProperty("original"))
                    .getConstructor()
                    .newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        slowdown = Double.parseDouble(planted.getProperty("slowdown"));
    }

    @Override
    public String id() {
        return "planted";
    }

    @Override
    public String description() {
        return original.id() + ", with a planted slowdown";
    }

    @Override
    public int apiVersion() {
        return original.apiVersion();
    }

    @Override
    public Capabilities capabilities() {
        return original.capabilities();
    }

    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return original.workerSettings(device, threads);
    }

    @Override
    public Probe probe(Device device, int threads) {
        return original.probe(device, threads);
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new Model(original.create(spec, device), slowdown);
    }

    private static final class Model extends MscaleModel {

        private final MscaleModel original;
        private final double slowdown;

        Model(MscaleModel original, double slowdown) {
            super(original.spec(), original.device());
            this.original = original;
            this.slowdown = slowdown;
        }

        @Override
        protected void writeParameters(double[] flat) {
            original.setParameters(flat);
        }

        @Override
        protected void readParameters(double[] flat) {
            double[] own = original.parameters();
            System.arraycopy(own, 0, flat, 0, own.length);
        }

        @Override
        protected void readMoments(double[] first, double[] second) {
            OptimizerState own = original.optimizerState();
            System.arraycopy(own.firstMoments(), 0, first, 0, first.length);
            System.arraycopy(own.secondMoments(), 0, second, 0, second.length);
        }

        @Override
        protected void writeMoments(double[] first, double[] second) {
            original.setParameters(original.parameters(), new OptimizerState(stepsTaken(), first, second));
        }

        @Override
        protected void upload(Dataset dataset, BatchSchedule schedule) {
            original.bind(dataset);
        }

        @Override
        protected double takeStep(long step) {
            return takeSteps(step, 1);
        }

        @Override
        protected double takeSteps(long firstStep, int steps) {
            long start = System.nanoTime();
            double loss = original.train(steps);
            long end = System.nanoTime();
            end += (long) (slowdown * (end - start));
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return loss;
        }

        @Override
        protected void evaluate(double[] x, int samples, double[] y) {
            double[] own = original.predict(x);
            System.arraycopy(own, 0, y, 0, own.length);
        }

        @Override
        protected void release() {
            original.close();
        }
    }
}
