package io.mscale.harness.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A git repository of a test, which no setting of the user or of the machine bears upon. */
public record TestRepository(Path folder) {

    /** Creates one in a folder, which need not exist; skips the test where there is no git. */
    public static TestRepository in(Path folder) throws IOException, InterruptedException {
        assumeTrue(hasGit(), "there is no git here");
        TestRepository repository = new TestRepository(Files.createDirectories(folder));
        repository.git("init", "--quiet");
        repository.git("config", "user.name", "A");
        repository.git("config", "user.email", "a@b.example");
        return repository;
    }

    private static boolean hasGit() throws InterruptedException {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes what git would heed: settings, and the repository of a hook that the tests run in. */
    public static void isolate(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
    }

    /** Runs a command, which must succeed; returns what it prints, without surrounding white space. */
    public String git(String... words) throws IOException, InterruptedException {
        return git(Map.of(), words);
    }

    /** The same with variables of the environment. */
    public String git(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        isolate(builder.environment());
        builder.environment().putAll(variables);
        Process git = builder.start();
        git.getOutputStream().close();
        String told = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(told).isZero();
        return told.strip();
    }

    /** Commits a change of a file; returns the commit's name. */
    public String commit(String file, String content, String message) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(file), content);
        git("add", file);
        git("commit", "--quiet", "-m", message);
        return git("rev-parse", "HEAD");
    }

    /** Gives the newest commit a signature that nobody can verify, and has git show signatures; returns its name. */
    public String sign() throws IOException, InterruptedException {
        Path signed = Files.createTempFile("mscale-commit-", ".txt");
        String signature = "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abcd\n -----END PGP SIGNATURE-----\n\n";
        Files.writeString(signed, git("cat-file", "commit", "HEAD").replaceFirst("\n\n", signature) + "\n");
        git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", signed.toString()));
        Files.delete(signed);
        Path verifier = folder.resolve(".git/verifier");
        Files.writeString(verifier, "#!/bin/sh\necho '[GNUPG:] NEWSIG'\necho 'gpg: Signature made today' >&2\n");
        assertThat(verifier.toFile().setExecutable(true)).isTrue();
        git("config", "gpg.program", verifier.toString());
        git("config", "log.showSignature", "true");
        return git("rev-parse", "HEAD");
    }
}
