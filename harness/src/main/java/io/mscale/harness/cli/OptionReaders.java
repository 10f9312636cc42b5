package io.mscale.harness.cli;

import static java.util.Map.entry;

import com.beust.jcommander.IStringConverter;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Variant;
import io.mscale.api.option.Names;
import io.mscale.api.option.Numbers;
import io.mscale.api.task.Preset;
import io.mscale.record.cell.TimingMode;
import io.mscale.results.gate.Check;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the text of an option becomes its value: by the option's name or else by its type. */
final class OptionReaders {

    private static final Map<String, Function<String, ?>> BY_NAME = Map.ofEntries(
            // a bound against typing errors: nobody means more than a thousand repeats or threads
            entry("--repeats", text -> (int) Numbers.wholeNumber(text, 1, 1000)),
            entry("--threads", text -> (int) Numbers.wholeNumber(text, 1, 1000)),
            // no sample resolves frequencies above 2^60 pi
            entry("--octaves", text -> (int) Numbers.wholeNumber(text, 1, 60)),
            entry(NoiseOptions.TURNS, NoiseOptions::parse),
            entry("--retry-disturbed", text -> (int) Numbers.wholeNumber(text, 0, 100)),
            entry("--rounds", choices(ScaleChoice::rounds)),
            entry("--decay", OptionReaders::decay),
            entry("--noise", OptionReaders::noise),
            entry("--threshold", OptionReaders::share),
            entry("--mse-threshold", OptionReaders::share),
            entry("--max-noise", OptionReaders::share),
            // half the range, because each repeat adds to the seed
            entry("--seed", choices(part -> Numbers.wholeNumber(part, 0, Long.MAX_VALUE / 2))),
            entry("--lr", choices(Numbers::positive)),
            entry("--width", choices(Numbers::positiveInts)),
            entry("--scales", choices(ScaleChoice::parse)),
            entry("--first-activation", choices(ActivationPattern::named)),
            entry("--recipe", OptionReaders::recipes));

    private static final Map<Class<?>, Function<String, ?>> BY_TYPE = Map.ofEntries(
            entry(Double.class, Numbers::positive),
            entry(Integer.class, Numbers::positiveInt),
            entry(Path.class, Path::of),
            entry(Device.class, Device::parse),
            entry(Preset.class, Preset::named),
            entry(Precision.class, Precision::named),
            entry(ActivationPattern.class, ActivationPattern::named),
            entry(Initialization.class, Initialization::named),
            entry(TimingMode.class, TimingMode::named),
            entry(Shard.class, Shard::parse),
            entry(ValidationOptions.HeldOut.class, ValidationOptions.HeldOut::parse),
            entry(Duration.class, OptionReaders::duration),
            entry(Instant.class, OptionReaders::day));

    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);

    private OptionReaders() {}

    /** The converter of an option; null for text and switches, which JCommander converts itself. */
    static @Nullable IStringConverter<?> find(Parameter parameter, Class<?> type, String option) {
        Function<String, ?> named = BY_NAME.get(option);
        Function<String, ?> reader = named == null ? BY_TYPE.get(type) : named;
        return reader == null ? null : text -> read(option, reader, text);
    }

    private static <T> T read(String option, Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(option + ": " + e.getMessage());
        }
    }

    private static <T> Function<String, Choices<T>> choices(Function<String, T> reader) {
        return text -> Choices.read(text, reader);
    }

    /** Converts a whole list at once; JCommander instantiates one for an option. */
    private abstract static class ListReader<T> implements IStringConverter<List<T>> {

        private final String option;
        private final Function<String, List<T>> reader;

        ListReader(String option, Function<String, List<T>> reader) {
            this.option = option;
            this.reader = reader;
        }

        @Override
        public List<T> convert(String text) {
            return read(option, reader, text);
        }
    }

    static final class Ids extends ListReader<String> {
        public Ids(String option) {
            super(option, OptionReaders::ids);
        }
    }

    static final class Variants extends ListReader<Variant> {
        public Variants(String option) {
            super(option, text -> ids(text).stream().map(Variant::named).toList());
        }
    }

    static final class DeviceKinds extends ListReader<Device.Kind> {
        public DeviceKinds(String option) {
            super(option, text -> ids(text).stream()
                    .map(id -> Names.parse("kind of device", Device.Kind.class, id))
                    .toList());
        }
    }

    static final class Kinds extends ListReader<Check.Kind> {
        public Kinds(String option) {
            super(option, text -> ids(text).stream()
                    .map(id -> Names.parse("metric", Check.Kind.choices(), id))
                    .toList());
        }
    }

    static final class Positives extends ListReader<Double> {
        public Positives(String option) {
            super(option, text -> Arrays.stream(text.split(",", -1))
                    .map(Numbers::positive)
                    .toList());
        }
    }

    private static List<String> ids(String text) {
        List<String> ids = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (ids.contains("")) {
            throw new IllegalArgumentException("'" + text + "' has an empty name between commas");
        }
        if (ids.stream().distinct().count() < ids.size()) {
            throw new IllegalArgumentException("'" + text + "' names something twice");
        }
        return ids;
    }

    /** The published recipe is always trained alongside ours, for comparison. */
    private static Choices<Recipe> recipes(String text) {
        Recipe named = Names.parse("recipe", Recipe.class, text);
        return new Choices<>(named == Recipe.OURS ? List.of(named) : List.of(Recipe.OURS, named));
    }

    private static double decay(String text) {
        double value = Numbers.finite(text);
        if (value < 0 || value >= 1) {
            throw new IllegalArgumentException("'" + text + "' is not in [0, 1)");
        }
        return value;
    }

    private static double noise(String text) {
        double value = Numbers.finite(text);
        if (value < 0) {
            throw new IllegalArgumentException("'" + text + "' is less than 0");
        }
        return value;
    }

    /** A fraction, written 0.03 or 3%. */
    static double share(String text) {
        boolean percent = text.endsWith("%");
        double value;
        try {
            value = Numbers.finite(percent ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a share; write 3% or 0.03", e);
        }
        if (!percent && value >= 1) {
            throw new IllegalArgumentException("'" + text + "' would be " + Math.round(100 * value) + "%; write " + text
                    + "% or, if it is meant, " + Math.round(100 * value) + "%");
        }
        double share = percent ? value / 100 : value;
        if (share < 0 || share > 10) {
            throw new IllegalArgumentException("'" + text + "' is not between 0% and 1000%");
        }
        return share;
    }

    /** The start of a day in UTC. */
    private static Instant day(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a day; write it as in 2026-01-31", e);
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            BigDecimal factor = BigDecimal.valueOf(MILLIS.getOrDefault(matcher.group(2), 1L));
            BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(factor);
            if (millis.compareTo(BigDecimal.ONE) >= 0
                    && millis.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE * 1000L)) < 0) {
                return Duration.ofMillis(millis.longValue());
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a positive duration; write a number and ms, s, m or h, as in 90s");
    }
}
