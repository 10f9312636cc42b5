package io.mscale.tasks.table;

import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.WrongChoiceException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of a table; the rest is found out from the file.
 *
 * @param encoding of its text; null to find out
 * @param decimal the decimal mark, {@code '.'} or {@code ','}; null to find out
 * @param header whether the first line has the columns' names; null to find out
 * @param dates the order of days and months in dates such as 3/4/2024; null to find out
 * @param dropsMissing whether rows in which a value is missing are left out, not refused
 */
public record TableFormat(
        @Nullable Charset encoding,
        @Nullable Character decimal,
        @Nullable Boolean header,
        @Nullable DayOrder dates,
        boolean dropsMissing) {

    /** Everything is found out; missing values are refused. */
    public static final TableFormat FOUND_OUT = new TableFormat(null, null, null, null, false);

    private static final String HEADER = "header";
    private static final String DECIMAL = "decimal";
    private static final String DATES = "dates";
    private static final String MISSING = "missing";
    private static final String ENCODING = "encoding";

    /** The options that say it. */
    public static final List<TaskOption> OPTIONS = List.of(
            new TaskOption(HEADER, "yes|no", "whether the first line has names (found out)", ""),
            new TaskOption(DECIMAL, ".|,", "the decimal mark (found out)", ""),
            new TaskOption(DATES, "dmy|mdy", "what comes first in dates such as 3/4/2024 (found out)", ""),
            new TaskOption(MISSING, "refuse|drop", "what to do with rows where a value is missing", "refuse"),
            new TaskOption(ENCODING, "NAME", "the text's encoding (found out)", ""));

    /** The order of days and months in dates such as 3/4/2024. */
    public enum DayOrder {
        DAY_FIRST,
        MONTH_FIRST
    }

    /**
     * What was chosen of the {@link #OPTIONS}, and perhaps of others.
     *
     * @throws WrongChoiceException if a value is not allowed
     */
    public static TableFormat of(TaskChoices choices) {
        TableFormat format = FOUND_OUT;
        for (TaskOption option : OPTIONS) {
            if (choices.given(option.name()).isPresent()) {
                TableFormat before = format;
                format = choices.read(option.name(), value -> before.with(option.name(), value));
            }
        }
        return format;
    }

    private TableFormat with(String option, String value) {
        return switch (option) {
            case HEADER -> new TableFormat(encoding, decimal, either(value, "yes", "no"), dates, dropsMissing);
            case DECIMAL -> new TableFormat(encoding, either(value, ".", ",") ? '.' : ',', header, dates, dropsMissing);
            case DATES ->
                new TableFormat(
                        encoding,
                        decimal,
                        header,
                        either(value, "dmy", "mdy") ? DayOrder.DAY_FIRST : DayOrder.MONTH_FIRST,
                        dropsMissing);
            case MISSING -> new TableFormat(encoding, decimal, header, dates, either(value, "drop", "refuse"));
            default -> new TableFormat(charset(value), decimal, header, dates, dropsMissing);
        };
    }

    private static boolean either(String value, String yes, String no) {
        if (!value.equals(yes) && !value.equals(no)) {
            throw new IllegalArgumentException("'" + value + "' is neither " + yes + " nor " + no);
        }
        return value.equals(yes);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' is no encoding known here; usual ones are UTF-8, UTF-16, ISO-8859-1 and windows-1252",
                    e);
        }
    }
}
