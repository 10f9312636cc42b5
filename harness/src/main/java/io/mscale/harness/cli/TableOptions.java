package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a table is read, where the user says it. */
@Parameters(separators = "=")
public final class TableOptions {

    @Parameter(names = "--header")
    private @Nullable String header;

    @Parameter(names = "--decimal")
    private @Nullable String decimal;

    @Parameter(names = "--dates")
    private @Nullable String dates;

    @Parameter(names = "--missing")
    private @Nullable String missing;

    @Parameter(names = "--encoding")
    private @Nullable String encoding;

    /** What the user says, by the options' names without dashes. */
    public Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        TaskOptions.put(choices, "header", header);
        TaskOptions.put(choices, "decimal", decimal);
        TaskOptions.put(choices, "dates", dates);
        TaskOptions.put(choices, "missing", missing);
        TaskOptions.put(choices, "encoding", encoding);
        return choices;
    }
}
