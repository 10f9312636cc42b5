package io.mscale.record.cell;

import io.mscale.record.mapping.Inline;
import java.util.Objects;

/**
 * What {@code spec.json} holds.
 *
 * @param schema {@link #SCHEMA}
 * @param spec the specification
 */
public record SpecFile(String schema, @Inline CellSpec spec) {

    /** The version of the format of {@code spec.json}. */
    public static final String SCHEMA = "mscale-spec/1";

    public SpecFile {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(spec, "spec");
    }

    /** A file of the current version. */
    public static SpecFile of(CellSpec spec) {
        return new SpecFile(SCHEMA, spec);
    }
}
