package io.mscale.record.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Holds a {@code run.json} against the JSON Schema that is shipped; CI runs it on the record of a packaged run. */
public final class ValidateRunRecord {

    private static final String SCHEMA = "/io/mscale/record/mscale-results-1.schema.json";

    private ValidateRunRecord() {}

    /** The only argument is the file. Exit code 1 if it violates the schema. */
    public static void main(String[] args) throws IOException {
        Set<ValidationMessage> violations = violations(Files.readString(Path.of(args[0])));
        violations.forEach(violation -> System.err.println(args[0] + ": " + violation.getMessage()));
        if (!violations.isEmpty()) {
            System.exit(1);
        }
        System.out.println(args[0] + " is valid");
    }

    /** What the schema finds wrong with a record. */
    static Set<ValidationMessage> violations(String json) throws IOException {
        try (InputStream schema = ValidateRunRecord.class.getResourceAsStream(SCHEMA)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema)
                    .validate(json, InputFormat.JSON);
        }
    }
}
