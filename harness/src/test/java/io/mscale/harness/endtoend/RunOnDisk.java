package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A run's folder as anyone's program would read it: with a JSON library, against the published schema. */
record RunOnDisk(Path folder) {

    private static final String SCHEMA = "/io/mscale/record/mscale-results-1.schema.json";

    static final String SINGLE = "ejml-cpu-fit1d-single-r1";
    static final String MULTI = "ejml-cpu-fit1d-multi-r1";

    /** {@code run.json}, which must be valid and be all there is: no half-written file beside it. */
    JsonNode run() throws IOException {
        String json = Files.readString(folder.resolve("run.json"));
        try (InputStream schema = RunOnDisk.class.getResourceAsStream(SCHEMA)) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(json, InputFormat.JSON))
                    .as("violations of the schema")
                    .isEmpty();
        }
        assertThat(files()).noneMatch(file -> file.toString().endsWith(".part"));
        return new ObjectMapper().readTree(json);
    }

    /** The cells of {@code run.json}. */
    List<JsonNode> cells() throws IOException {
        List<JsonNode> cells = new ArrayList<>();
        run().path("cells").forEach(cells::add);
        return cells;
    }

    /** The statuses of the cells in order. */
    List<String> statuses() throws IOException {
        return cells().stream().map(cell -> cell.path("status").asText()).toList();
    }

    Path cellFile(String cell, String name) {
        return folder.resolve("cells").resolve(cell).resolve(name);
    }

    /** Whether a cell has logged some steps and evaluations. */
    boolean isTraining(String cell) {
        try {
            Path events = cellFile(cell, "events.jsonl");
            return Files.exists(events)
                    && Files.readString(events).contains("\"evaluation\"")
                    && Files.readAllLines(events).size() > 30;
        } catch (IOException e) {
            return false;
        }
    }

    /** Every file in the folder. */
    List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
