package io.mscale.worker;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.support.FailureText;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.file.NpyArray;
import io.mscale.record.json.RecordJson;
import io.mscale.record.memory.OutOfMemory;
import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import io.mscale.record.network.PredictionAnswer;
import io.mscale.worker.training.Providers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Evaluates a network that a cell has kept, with any backend. Arguments: the backend's id, the device, the number of threads,
 * the precision, the cell's folder, the points as the network takes them [points x inputs], the file to write what it gives
 * [points x outputs], and the file for the {@link PredictionAnswer}.
 */
public final class PredictMain {

    /** Points evaluated at a time: backends hold all activations of as many. */
    private static final int PIECE = 1 << 14;

    private PredictMain() {}

    public static void main(String[] args) throws IOException {
        ParentWatch watch = ParentWatch.start();
        Optional<String> problem;
        try {
            problem = predict(args);
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
            problem =
                    Optional.of(OutOfMemory.behind(e).map(OutOfMemory::inWords).orElseGet(() -> FailureText.of(e)));
        }
        AtomicFile.write(Path.of(args[7]), RecordJson.line(new PredictionAnswer(problem.orElse(null))));
        watch.exit(0);
    }

    private static Optional<String> predict(String[] args) throws IOException {
        MscaleBackend backend = Providers.backend(args[0]);
        Device device = Device.parse(args[1]);
        int threads = Integer.parseInt(args[2]);
        Precision precision = Precision.named(args[3]);
        KeptNetwork kept = KeptNetwork.read(new CellFolder(Path.of(args[4])));
        double[] x = NpyArray.read(Path.of(args[5])).values();
        for (NetworkFile.Term term : kept.file().networks()) {
            Optional<String> refusal = backend.capabilities().refusal(term.evaluated(precision, threads), device);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        if (backend.probe(device, threads) instanceof Probe.Unavailable unavailable) {
            return Optional.of("cannot be used here: " + unavailable.reason());
        }
        int outputs = kept.file().outputs().size();
        double[] y =
                new double[Math.multiplyExact(x.length / kept.file().inputs().size(), outputs)];
        for (NetworkFile.Term term : kept.file().networks()) {
            try (MscaleModel model = backend.create(term.evaluated(precision, threads), device)) {
                model.setParameters(kept.parameters(term));
                add(model, term.factor(), x, y);
            }
        }
        NpyArray.of(y, y.length / outputs, outputs).write(Path.of(args[6]));
        return Optional.empty();
    }

    private static void add(MscaleModel model, double factor, double[] x, double[] y) {
        int inputs = model.spec().network().inputs();
        int outputs = model.spec().network().outputs();
        int samples = x.length / inputs;
        for (int from = 0; from < samples; from += PIECE) {
            int to = Math.min(samples, from + PIECE);
            double[] part = model.predict(Arrays.copyOfRange(x, from * inputs, to * inputs));
            for (int i = 0; i < part.length; i++) {
                y[from * outputs + i] += factor * part[i];
            }
        }
    }
}
