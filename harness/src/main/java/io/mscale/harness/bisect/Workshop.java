package io.mscale.harness.bisect;

import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.fork.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Builds commits, each in a checkout of its own, which is removed when the workshop is closed. */
public final class Workshop implements AutoCloseable {

    /** A build that takes longer hangs. */
    private static final Duration BUILD_PATIENCE = Duration.ofDays(1);

    private final GitRepository git;
    private final String command;
    private final Path distribution;
    private final Path folder;
    private final BooleanSupplier isInterrupted;
    private final Map<Revision, Path> checkouts = new LinkedHashMap<>();

    /**
     * A workshop.
     *
     * @param command a shell's command line, run in the checkout
     * @param distribution what it leaves there, seen from the checkout; see {@link #requireInside}
     * @param folder where the checkouts are; does not exist yet
     */
    public Workshop(GitRepository git, String command, Path distribution, Path folder, BooleanSupplier isInterrupted) {
        this.git = git;
        this.command = command;
        this.distribution = distribution;
        this.folder = folder;
        this.isInterrupted = isInterrupted;
    }

    /**
     * Checks that a distribution lies in the checkout: one elsewhere is the same for all commits, so that each build would
     * overwrite the good one.
     *
     * @throws UsageException if it does not
     */
    public static void requireInside(String option, Path distribution) {
        if (distribution.isAbsolute() || distribution.normalize().startsWith("..")) {
            throw new UsageException(
                    option + ": '" + distribution + "' is not in the checkout; name a path seen from it, such"
                            + " as target/dist, so that every commit has its own");
        }
    }

    /**
     * A commit after its build.
     *
     * @param distribution what was built
     * @param problem why there is none; null if there is
     */
    public record Built(Path distribution, @Nullable String problem) {}

    /**
     * Checks a commit out and builds it.
     *
     * @param log the file for what the build prints
     */
    public Built build(Revision revision, Path log) throws IOException {
        Files.createDirectories(folder);
        Path checkout = folder.resolve(revision.shortName()).toAbsolutePath();
        checkouts.put(revision, checkout);
        git.addWorktree(checkout, revision);
        int code = run(checkout, log);
        Path built = checkout.resolve(distribution);
        if (isInterrupted.getAsBoolean()) {
            return new Built(built, "interrupted");
        }
        if (code != 0) {
            return new Built(built, "its build failed with exit code " + code + "; see " + log);
        }
        try {
            return new Built(Distribution.at(built).home(), null);
        } catch (IllegalArgumentException e) {
            return new Built(built, "its build left no distribution in " + distribution + " (--dist); see " + log);
        }
    }

    private int run(Path checkout, Path log) throws IOException {
        Process build = new ProcessBuilder("sh", "-c", command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            ProcessTree.await(build, BUILD_PATIENCE, isInterrupted);
            return build.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a build ran", e);
        }
    }

    /** Removes the checkout of a commit. */
    public void remove(Revision revision) throws IOException {
        Path checkout = checkouts.get(revision);
        if (checkout != null && Files.exists(checkout)) {
            git.removeWorktree(checkout);
        }
        checkouts.remove(revision);
    }

    /** Removes all checkouts. */
    @Override
    public void close() throws IOException {
        for (Revision revision : checkouts.keySet().toArray(Revision[]::new)) {
            remove(revision);
        }
        Files.deleteIfExists(folder);
    }
}
