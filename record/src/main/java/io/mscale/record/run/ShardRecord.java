package io.mscale.record.run;

import java.util.List;

/**
 * Contents of {@code shard.json}, in the folder of a run that trains one shard of a plan.
 *
 * @param schema {@link #SCHEMA}
 * @param index number of the shard, from 1
 * @param count number of shards
 * @param plan digest of everything that determines what is trained; equal for shards of the same plan
 * @param cells the ids of all cells of the whole plan, in its order
 */
public record ShardRecord(String schema, int index, int count, String plan, List<String> cells) {

    /** Format version of {@code shard.json}. */
    public static final String SCHEMA = "mscale-shard/1";

    public ShardRecord {
        cells = List.copyOf(cells);
    }
}
