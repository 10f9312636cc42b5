package io.mscale.harness.bisect;

import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git repository that the program was started in, by way of the program {@code git}. */
public final class GitRepository {

    private final Path root;

    private GitRepository(Path root) {
        this.root = root;
    }

    /**
     * The repository of the working directory.
     *
     * @throws UsageException if there is none, or no git
     */
    public static GitRepository here() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        Answer top = ask(folder, "rev-parse", "--show-toplevel");
        if (top.code() != 0) {
            throw new UsageException("bisect searches the git repository of the working directory; '" + folder
                    + "' is in none: " + top.firstLine());
        }
        return new GitRepository(Path.of(top.firstLine()));
    }

    /**
     * Looks up a commit.
     *
     * @param option the option that names it
     * @throws UsageException if there is none of that name
     */
    public Revision revision(String option, String name) throws IOException {
        Answer commit = name.startsWith("-")
                ? new Answer(1, List.of())
                : ask(root, "rev-parse", "--verify", "--quiet", name + "^{commit}");
        if (commit.code() != 0) {
            throw new UsageException(option + ": there is no commit '" + name + "' in this repository");
        }
        return new Revision(
                commit.firstLine(),
                require("log", "-1", "--format=%s", commit.firstLine()).firstLine());
    }

    /** Whether one commit is among another's ancestors. */
    public boolean isAncestor(Revision old, Revision young) throws IOException {
        return ask(root, "merge-base", "--is-ancestor", old.commit(), young.commit())
                        .code()
                == 0;
    }

    /** The commits after the good one up to the bad one along first parents, oldest first. */
    public List<Revision> between(Revision good, Revision bad) throws IOException {
        List<Revision> revisions = new ArrayList<>();
        Answer log =
                require("log", "--first-parent", "--reverse", "--format=%H %s", good.commit() + ".." + bad.commit());
        for (String line : log.lines()) {
            String[] words = line.split(" ", 2);
            revisions.add(new Revision(words[0], words.length > 1 ? words[1] : ""));
        }
        return revisions;
    }

    /** Checks a commit out into a new folder, apart from the repository's own. */
    void addWorktree(Path folder, Revision revision) throws IOException {
        require(
                "worktree",
                "add",
                "--detach",
                "--force",
                folder.toAbsolutePath().toString(),
                revision.commit());
    }

    /** Deletes such a folder with all that is in it. */
    void removeWorktree(Path folder) throws IOException {
        require(
                "worktree",
                "remove",
                "--force",
                "--force",
                folder.toAbsolutePath().toString());
    }

    private record Answer(int code, List<String> lines) {

        String firstLine() {
            return lines.isEmpty() ? "" : lines.get(0);
        }
    }

    private Answer require(String... words) throws IOException {
        Answer answer = ask(root, words);
        if (answer.code() != 0) {
            throw new IOException("git " + String.join(" ", words) + " failed: " + String.join(" ", answer.lines()));
        }
        return answer;
    }

    private static Answer ask(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process git;
        try {
            git = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UsageException("bisect needs git, which cannot be started: " + e.getMessage());
        }
        try {
            git.getOutputStream().close();
            List<String> lines = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new Answer(git.waitFor(), lines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git ran", e);
        }
    }
}
