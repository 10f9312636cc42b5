package io.mscale.harness.bisect;

import io.mscale.harness.UsageException;
import io.mscale.harness.git.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The git repository that the program was started in. */
public final class GitRepository {

    /** For what only looks things up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A checkout of a large repository may fetch what is in it. */
    private static final Duration CHECKOUT_PATIENCE = Duration.ofHours(1);

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
        return of(Path.of("").toAbsolutePath());
    }

    /** The repository that a folder is in. */
    static GitRepository of(Path folder) throws IOException {
        Git.Answer top;
        try {
            top = new Git(folder, PATIENCE).ask("rev-parse", "--show-toplevel");
        } catch (Git.MissingException e) {
            throw new UsageException("bisect needs git, which cannot be started: " + e.getMessage());
        }
        if (top.exitCode() != 0) {
            throw new UsageException("bisect searches the git repository of the working directory; '" + folder
                    + "' is in none: " + top.error());
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
        Git.Answer commit = name.startsWith("-")
                ? new Git.Answer(1, List.of(), "")
                : new Git(root, PATIENCE).ask("rev-parse", "--verify", "--quiet", name + "^{commit}");
        if (commit.exitCode() != 0) {
            throw new UsageException(option + ": there is no commit '" + name + "' in this repository");
        }
        return revisions("--no-walk", commit.firstLine()).get(0);
    }

    /** Whether one commit is among another's ancestors. */
    public boolean isAncestor(Revision old, Revision young) throws IOException {
        return new Git(root, PATIENCE)
                        .ask("merge-base", "--is-ancestor", old.commit(), young.commit())
                        .exitCode()
                == 0;
    }

    /** The commits after the good one up to the bad one along first parents, oldest first. */
    public List<Revision> between(Revision good, Revision bad) throws IOException {
        return revisions("--first-parent", "--reverse", good.commit() + ".." + bad.commit());
    }

    private List<Revision> revisions(String... which) throws IOException {
        List<String> words = new ArrayList<>(List.of("rev-list", "--encoding=UTF-8", "--format=%H %s"));
        words.addAll(List.of(which));
        List<String> lines = require(PATIENCE, words.toArray(String[]::new)).lines();
        List<Revision> revisions = new ArrayList<>();
        // Before every line in the format is one with the commit's name, which old versions cannot leave out.
        for (int i = 1; i < lines.size(); i += 2) {
            String[] parts = lines.get(i).split(" ", 2);
            revisions.add(new Revision(parts[0], parts.length > 1 ? parts[1] : ""));
        }
        return revisions;
    }

    /** Checks a commit out into a new folder, apart from the repository's own. */
    void addWorktree(Path folder, Revision revision) throws IOException {
        String path = folder.toAbsolutePath().toString();
        require(CHECKOUT_PATIENCE, "worktree", "add", "--detach", "--force", path, revision.commit());
    }

    /** Deletes such a folder with all that is in it. */
    void removeWorktree(Path folder) throws IOException {
        String path = folder.toAbsolutePath().toString();
        require(CHECKOUT_PATIENCE, "worktree", "remove", "--force", "--force", path);
    }

    private Git.Answer require(Duration patience, String... words) throws IOException {
        Git.Answer answer = new Git(root, patience).ask(words);
        if (answer.exitCode() != 0) {
            throw new IOException("git " + String.join(" ", words) + " failed: " + answer.error());
        }
        return answer;
    }
}
