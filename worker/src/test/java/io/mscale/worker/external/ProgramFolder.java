package io.mscale.worker.external;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of shell scripts that speak the worker protocol, or do something wrong. */
record ProgramFolder(Path path) {

    /** Answers everything; {@code case "$ask" in TRAIN) ...} is what a test adds. */
    private static final String SCRIPT = """
            while read -r line; do
                id=${line#*'"id":'}; id=${id%%,*}
                ask=${line#*'"ask":"'}; ask=${ask%%'"'*}
                case "$ask" in
                    @@CASES@@
                    probe) echo "{\\"id\\": $id, \\"library\\": {\\"name\\": \\"shell\\", \\"version\\": \\"1\\", \\"threads\\": 1}}";;
                    train) echo "{\\"id\\": $id, \\"loss\\": 0.5, \\"seconds\\": 0.00001}";;
                    *) echo "{\\"id\\": $id}";;
                esac
            done
            """;

    /** A program that answers as one should but for these cases. */
    ExternalBackend withCases(String cases) throws IOException {
        return of(SCRIPT.replace("@@CASES@@", cases), "[\"sh\", \"worker.sh\"]");
    }

    /** The same for a program that declares the optimiser's state. */
    ExternalBackend withMomentsAndCases(String cases) throws IOException {
        withCases(cases);
        Path file = path.resolve("backend.json");
        String json =
                Files.readString(file).replace("\"bitReproducible\"", "\"optimizerState\": true, \"bitReproducible\"");
        Files.writeString(file, json);
        return new ExternalBackend(path, path.resolve("exchange"));
    }

    ExternalBackend of(String script, String command) throws IOException {
        Files.writeString(path.resolve("worker.sh"), script);
        Files.writeString(path.resolve("backend.json"), """
                {"schema": "mscale-backend/1", "protocol": 2, "id": "shell", "description": "a script", "command": %s,
                 "install": "pip install snakes", "environment": {}, "capabilities": {"devices": ["cpu"],
                 "precisions": ["float64"], "structures": ["dense"], "activations": ["sin"], "options": [],
                 "bitReproducible": false}}
                """.formatted(command));
        return new ExternalBackend(path, path.resolve("exchange"));
    }
}
