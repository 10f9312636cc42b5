package io.mscale.record.cell;

import java.util.Objects;

/**
 * What {@code cell.json} holds.
 *
 * @param schema {@link #SCHEMA}
 * @param cell the record
 */
public record CellFile(String schema, CellRecord cell) {

    public CellFile {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(cell, "cell");
    }

    /** The version of the format of {@code cell.json}. */
    public static final String SCHEMA = "mscale-cell/1";

    /** A file of the current version. */
    public static CellFile of(CellRecord cell) {
        return new CellFile(SCHEMA, cell);
    }
}
