package io.mscale.harness.run;

import com.beust.jcommander.Parameter;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.bisect.GitRepository;
import io.mscale.harness.bisect.Revision;
import io.mscale.harness.bisect.Workshop;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.KeepOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code bisect}: finds the commit since which a project is slower or less accurate, by {@code ab} of the good commit
 * against those after it. The options are those of {@code ab} but for the two distributions, which it builds.
 */
public final class BisectCommand extends AbCommand {

    /** The file with what is known so far. */
    static final String RECORD = "bisect.json";

    private static final Set<String> OWN = Set.of("--good", "--bad", "--build", "--dist", "--out");

    /** A commit that is not worse than it should be. */
    @Parameter(names = "--good")
    private @Nullable String good;

    /** A commit that is. */
    @Parameter(names = "--bad")
    private @Nullable String bad;

    /** The shell's command line that builds a checkout. */
    @Parameter(names = "--build")
    private @Nullable String build;

    /** The distribution that the build leaves, seen from the checkout. */
    @Parameter(names = "--dist")
    private Path dist = Path.of("harness/target/mscale-bench");

    @Override
    protected Set<String> withheld() {
        return Set.of(
                CommandLine.BASE,
                CommandLine.HEAD,
                "--commit-a",
                "--commit-b",
                "--junit",
                "--resume",
                "--retry-disturbed",
                "--shard",
                KeepOptions.FROM,
                KeepOptions.RESET);
    }

    @Override
    public ExitCode execute(Console console) throws IOException {
        String goodName = given("--good", good);
        String badName = given("--bad", bad);
        String command = given("--build", build);
        Workshop.requireInside("--dist", dist);
        GitRepository git = GitRepository.here();
        Revision base = git.revision("--good", goodName);
        Revision head = git.revision("--bad", badName);
        if (base.commit().equals(head.commit())) {
            throw new UsageException("--good, --bad: both are commit " + base.shortName());
        }
        if (!git.isAncestor(base, head)) {
            throw new UsageException("--good: '" + goodName + "' is no ancestor of '" + badName
                    + "', so that nothing lies between them");
        }
        Path folder = out().orElse(Path.of("runs", "bisect-" + RunSetup.newRunId(RunSetup.now())));
        try (Interruption interruption = Interruption.watch();
                RunStore whole = RunStore.create(folder);
                Workshop workshop = new Workshop(
                        git, command, dist, whole.folder().path().resolve("checkouts"), interruption::isRequested)) {
            BisectSearch search = new BisectSearch(
                    console, interruption, workshop, whole.folder().path(), arguments(), comparing());
            return search.find(base, head, git.between(base, head));
        }
    }

    private static String given(String option, @Nullable String value) {
        if (value == null) {
            throw new UsageException(
                    option + " is missing: bisect takes two commits and how to build them, --good REV --bad REV"
                            + " --build CMD");
        }
        return value;
    }

    /** The words of the {@code ab} commands, but for their distributions and folders. */
    private List<String> comparing() {
        List<String> words = new ArrayList<>(CommandLine.without(this, OWN, arguments()));
        words.set(0, "ab");
        return words;
    }
}
