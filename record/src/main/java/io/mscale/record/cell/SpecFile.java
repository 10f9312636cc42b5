package io.mscale.record.cell;

import io.mscale.record.mapping.Inline;
import java.util.Objects;

/**
 * Contents of {@code spec.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param spec the specification
 */
public record SpecFile(String schema, @Inline CellSpec spec) {

    /** Format version of {@code spec.json}. */
    public static final String SCHEMA = "mscale-spec/1";

    public SpecFile {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(spec, "spec");
    }

    /** Wraps a specification in the current format version. */
    public static SpecFile of(CellSpec spec) {
        return new SpecFile(SCHEMA, spec);
    }
}
