package io.mscale.record.run;

import java.util.List;
import java.util.Objects;

/**
 * What {@code shard.json} holds, in the folder of a run that trains one part of a plan.
 *
 * @param schema {@link #SCHEMA}
 * @param index which part, from 1
 * @param count of how many
 * @param plan a digest of all that decides what is trained; shards of the same plan have the same
 * @param cells the ids of all cells of the whole plan, in its order
 */
public record ShardRecord(String schema, int index, int count, String plan, List<String> cells) {

    /** The version of the format. */
    public static final String SCHEMA = "mscale-shard/1";

    public ShardRecord {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(cells, "cells");
        cells = List.copyOf(cells);
    }
}
