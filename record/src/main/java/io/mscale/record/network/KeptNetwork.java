package io.mscale.record.network;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.OptimizerState;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.file.AtomicFile;
import io.mscale.record.file.Digest;
import io.mscale.record.file.NpyArray;
import io.mscale.record.file.NpzFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.UnreadableRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A trained function in a cell's folder: its description, its parameters, and the optimiser's state if it was kept. */
public final class KeptNetwork {

    private static final String FIRST_MOMENTS = "firstMoments";
    private static final String SECOND_MOMENTS = "secondMoments";
    private static final String STEPS = "steps";

    /** More than the headers of three arrays have. */
    private static final int LARGEST_HEADERS = 1 << 16;

    private final NetworkFile file;
    private final double[] parameters;
    private final Path optimizer;

    private KeptNetwork(NetworkFile file, double[] parameters, Path optimizer) {
        this.file = file;
        this.parameters = parameters;
        this.optimizer = optimizer;
    }

    /** One of the networks that are added. Its array is not copied. */
    public static final class Trained {

        private final NetworkSpec spec;
        private final double factor;
        private final double[] parameters;

        /**
         * A network.
         *
         * @param factor what its outputs are multiplied by
         */
        public Trained(NetworkSpec spec, double factor, double[] parameters) {
            this.spec = spec;
            this.factor = factor;
            this.parameters = parameters;
        }
    }

    /**
     * Writes what was trained; {@code network.json} last, so that whoever sees it sees the rest.
     *
     * @param origin what it was trained on, and with; its precision is the files'
     * @param networks the networks that are added
     * @param optimizer the optimiser's state; null if it is not known, or belongs to other parameters
     */
    public static void write(
            CellFolder folder,
            NetworkFile.Origin origin,
            NetworkFile.Variables variables,
            List<Trained> networks,
            @Nullable OptimizerState optimizer)
            throws IOException {
        List<NetworkFile.Term> terms = new ArrayList<>();
        int size = 0;
        for (Trained network : networks) {
            terms.add(new NetworkFile.Term(network.factor, size, network.spec, NetworkForm.of(network.spec)));
            size = Math.addExact(size, network.parameters.length);
        }
        double[] all = new double[size];
        for (int i = 0; i < terms.size(); i++) {
            double[] own = networks.get(i).parameters;
            System.arraycopy(own, 0, all, terms.get(i).firstParameter(), own.length);
        }
        Files.deleteIfExists(folder.network());
        Files.deleteIfExists(folder.optimizer());
        if (optimizer != null) {
            Map<String, NpyArray> moments = new LinkedHashMap<>();
            moments.put(FIRST_MOMENTS, row(origin, optimizer.firstMoments()));
            moments.put(SECOND_MOMENTS, row(origin, optimizer.secondMoments()));
            moments.put(STEPS, NpyArray.of((double) optimizer.steps()));
            NpzFile.write(folder.optimizer(), moments);
        }
        row(origin, all).write(folder.parameters());
        NetworkFile file = new NetworkFile(
                NetworkFile.SCHEMA,
                origin,
                variables,
                terms,
                Digest.of(folder.parameters()),
                optimizer == null ? null : Digest.of(folder.optimizer()));
        AtomicFile.write(folder.network(), RecordJson.text(file));
    }

    private static NpyArray row(NetworkFile.Origin origin, double[] values) {
        return NpyArray.of(origin.precision(), values, values.length);
    }

    /**
     * Reads what a cell's folder keeps.
     *
     * @throws NoSuchFileException if nothing was kept there
     * @throws UnreadableRecordException if a file is damaged, or not of the same training as the others
     */
    public static KeptNetwork read(CellFolder folder) throws IOException {
        NetworkFile file = RecordJson.read(folder.network(), NetworkFile.class, NetworkFile.SCHEMA, "trained network");
        int size = 0;
        for (NetworkFile.Term term : file.networks()) {
            if (term.firstParameter() != size) {
                throw new UnreadableRecordException(
                        folder.network(), "is damaged: its networks do not follow each other");
            }
            size += ParameterLayout.of(term.spec()).size();
        }
        double[] parameters = parameters(folder.parameters());
        if (parameters.length != size) {
            throw new UnreadableRecordException(
                    folder.parameters(), "has " + parameters.length + " numbers, not the network's " + size);
        }
        if (!Digest.of(folder.parameters()).equals(file.parametersSha256())) {
            throw new UnreadableRecordException(
                    folder.parameters(), "has changed since network.json was written: the digests differ");
        }
        return new KeptNetwork(file, parameters, folder.optimizer());
    }

    private static double[] parameters(Path path) throws IOException {
        try {
            return NpyArray.read(path).values();
        } catch (IOException e) {
            throw new UnreadableRecordException(path, "cannot be read: " + e.getMessage());
        }
    }

    /** What {@code network.json} says. */
    public NetworkFile file() {
        return file;
    }

    /** The parameters of one of the networks, in the order of {@link ParameterLayout}. */
    public double[] parameters(NetworkFile.Term term) {
        int from = term.firstParameter();
        double[] own = new double[ParameterLayout.of(term.spec()).size()];
        System.arraycopy(parameters, from, own, 0, own.length);
        return own;
    }

    /** Whether the optimiser's state was kept. */
    public boolean hasOptimizer() {
        return file.optimizerSha256() != null;
    }

    /**
     * Reads what the optimiser remembers after the last step; empty if it was not kept.
     *
     * @throws UnreadableRecordException if it is gone, damaged, or that of another training
     */
    public Optional<OptimizerState> optimizer() throws IOException {
        if (file.optimizerSha256() == null) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(optimizer)) {
            throw new UnreadableRecordException(optimizer, "is gone; network.json says that it was kept");
        }
        if (!Digest.of(optimizer).equals(file.optimizerSha256())) {
            throw new UnreadableRecordException(
                    optimizer, "is damaged, or of another training: the digest in network.json is another");
        }
        Map<String, NpyArray> arrays = NpzFile.parse(Files.readAllBytes(optimizer), (int)
                Math.min(Integer.MAX_VALUE, 2L * Double.BYTES * parameters.length + LARGEST_HEADERS));
        NpyArray first = arrays.get(FIRST_MOMENTS);
        NpyArray second = arrays.get(SECOND_MOMENTS);
        NpyArray steps = arrays.get(STEPS);
        if (first == null
                || second == null
                || steps == null
                || first.values().length != parameters.length
                || second.values().length != parameters.length) {
            throw new UnreadableRecordException(
                    optimizer, "does not hold both moments of " + parameters.length + " parameters");
        }
        return Optional.of(new OptimizerState((long) steps.values()[0], first.values(), second.values()));
    }
}
