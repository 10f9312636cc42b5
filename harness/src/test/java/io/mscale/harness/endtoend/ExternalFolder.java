package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes folders of external workers: the example, changed copies of it, and shell scripts that do something wrong. */
record ExternalFolder(Path root) {

    static final Path PROJECT = Path.of(System.getProperty("basedir", "")).resolve("..");
    private static final Path EXAMPLE = PROJECT.resolve("examples/external-worker");
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Answers everything as one should but {@code train}; {@code $id} is the question's. */
    private static final String SCRIPT = """
            while read -r line; do
                id=${line#*'"id":'}; id=${id%%,*}
                case "$line" in
                    *'"ask":"train"'*)
                        @@TRAINING@@
                        ;;
                    *'"ask":"probe"'*)
                        echo "{\\"id\\": $id, \\"library\\": {\\"name\\": \\"shell\\", \\"version\\": \\"1\\", \\"threads\\": 1}}"
                        ;;
                    *) echo "{\\"id\\": $id}";;
                esac
            done
            """;

    /** The example under another name, with a change in its source, which must be there once. */
    void example(String id, String original, String replacement) throws IOException {
        Path folder = Files.createDirectories(root.resolve(id));
        String source = Files.readString(EXAMPLE.resolve("Worker.java"));
        assertThat(source.split(Pattern.quote(original), -1)).as(original).hasSize(2);
        Files.writeString(folder.resolve("Worker.java"), source.replace(original, replacement));
        describe(id, file -> file.putArray("command").add(JAVA).add("Worker.java"));
    }

    /** The example as it is. */
    void example(String id) throws IOException {
        example(id, "public final class Worker", "public final class Worker");
    }

    /** A worker that answers everything as one should, and does this to train. */
    void script(String id, String training) throws IOException {
        Path folder = Files.createDirectories(root.resolve(id));
        Files.writeString(folder.resolve("worker.sh"), SCRIPT.replace("@@TRAINING@@", training));
        describe(id, file -> file.putArray("command").add("sh").add("worker.sh"));
    }

    /** A {@code backend.json} like the example's, changed. */
    void describe(String id, Consumer<ObjectNode> change) throws IOException {
        ObjectNode file = (ObjectNode)
                new ObjectMapper().readTree(EXAMPLE.resolve("backend.json").toFile());
        file.put("id", id);
        change.accept(file);
        Files.writeString(Files.createDirectories(root.resolve(id)).resolve("backend.json"), file.toPrettyString());
    }
}
