package io.mscale.record.cell;

import java.util.Objects;

/**
 * Contents of {@code cell.json}.
 *
 * @param schema {@link #SCHEMA}
 * @param cell the record
 */
public record CellFile(String schema, CellRecord cell) {

    public CellFile {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(cell, "cell");
    }

    /** Format version of {@code cell.json}. */
    public static final String SCHEMA = "mscale-cell/1";

    /** Wraps a record in the current format version. */
    public static CellFile of(CellRecord cell) {
        return new CellFile(SCHEMA, cell);
    }
}
