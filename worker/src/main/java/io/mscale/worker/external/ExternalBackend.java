package io.mscale.worker.external;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.external.BackendFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backend implemented by an external program, found in the folder named by the system property {@value #FOLDER}.
 * The program is started on first use, serves all models, and ends with this JVM.
 */
public final class ExternalBackend implements MscaleBackend {

    /** System property: the folder that contains {@code backend.json}. */
    public static final String FOLDER = "mscale.external";

    /** System property: the exchange folder, which is kept; without it a temporary one is used. */
    public static final String EXCHANGE = "mscale.exchange";

    /** The first import of a large library from a cold disk can take a minute. */
    private static final Duration PATIENCE_FOR_PROBE = Duration.ofSeconds(100);

    private final Path folder;
    private final BackendFile file;
    private final @Nullable Path kept;
    private @Nullable Exchange exchange;
    private @Nullable Program program;
    private int models;

    /**
     * The backend of this JVM, for ServiceLoader.
     *
     * @throws IllegalStateException if the property is not set
     * @throws UncheckedIOException if {@code backend.json} cannot be read
     */
    public ExternalBackend() {
        this(
                property(FOLDER).orElseThrow(() -> new IllegalStateException("-D" + FOLDER + " names no folder")),
                property(EXCHANGE).orElse(null));
    }

    /**
     * Creates the backend of a folder.
     *
     * @param kept the exchange folder to keep; null for a temporary one
     */
    ExternalBackend(Path folder, @Nullable Path kept) {
        try {
            // Resolves links, so that a program can find the files beside it.
            this.folder = folder.toRealPath();
            this.file = BackendFile.read(this.folder.resolve(BackendFile.NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        this.kept = kept;
    }

    private static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).map(Path::of);
    }

    /** Whether an external backend is configured for this JVM. */
    public static boolean isNamed() {
        return property(FOLDER).isPresent();
    }

    @Override
    public String id() {
        return file.id();
    }

    @Override
    public String description() {
        return file.description();
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public Capabilities capabilities() {
        return file.capabilities().parsed();
    }

    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return file.workerSettings(threads);
    }

    @Override
    public Probe probe(Device device, int threads) {
        try {
            return Probe.available(program()
                    .ask(new Question.Probe(device, threads), PATIENCE_FOR_PROBE, Answer::library)
                    .content());
        } catch (WorkerFailure e) {
            String reason = String.valueOf(e.getMessage());
            // A reason given by the program itself is shown unchanged.
            return Probe.unavailable(e.status() == CellStatus.CRASHED ? file.withAdvice(reason) : reason);
        }
    }

    @Override
    public synchronized MscaleModel create(ModelSpec spec, Device device) {
        return new ExternalModel(
                spec, device, program(), ++models, file.capabilities().optimizerState());
    }

    /** The program of all models; a new process if there is none or the last one has ended. */
    private synchronized Program program() {
        Program current = program;
        if (current == null || current.isOver()) {
            current = begin();
            program = current;
        }
        return current;
    }

    private Program begin() {
        try {
            Process process = Program.start(command(), folder);
            Exchange files = exchange == null ? Exchange.create(kept) : exchange;
            exchange = files;
            Program begun = new Program(process, files);
            Runtime.getRuntime().addShutdownHook(new Thread(begun::dismiss, "program-end"));
            return begun;
        } catch (IOException e) {
            throw new WorkerFailure(CellStatus.UNSUPPORTED, file.withAdvice(String.valueOf(e.getMessage())));
        }
    }

    private List<String> command() {
        List<String> words = new ArrayList<>(file.command());
        Path own = folder.resolve(words.get(0));
        if (Files.isRegularFile(own)) {
            words.set(0, own.toString());
        }
        return words;
    }
}
