package io.mscale.harness.cli;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Variant;
import io.mscale.api.option.Numbers;
import io.mscale.api.task.Preset;
import io.mscale.record.cell.TimingMode;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One converter per value type. JCommander instantiates them reflectively, with the option's name. */
final class Converters {

    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);

    private Converters() {}

    static final class Positive extends OptionConverter<Double> {
        public Positive(String option) {
            super(option, Numbers::positive);
        }
    }

    static final class PositiveInt extends OptionConverter<Integer> {
        public PositiveInt(String option) {
            super(option, Numbers::positiveInt);
        }
    }

    /** A bound against typing errors: nobody means more than a thousand repeats or threads. */
    static final class UpToThousand extends OptionConverter<Integer> {
        public UpToThousand(String option) {
            super(option, text -> (int) Numbers.wholeNumber(text, 1, 1000));
        }
    }

    static final class Seeds extends OptionConverter<Choices<Long>> {
        public Seeds(String option) {
            // Half the range, because each repeat adds to the seed.
            super(option, text -> Choices.read(text, part -> Numbers.wholeNumber(part, 0, Long.MAX_VALUE / 2)));
        }
    }

    static final class PositiveChoices extends OptionConverter<Choices<Double>> {
        public PositiveChoices(String option) {
            super(option, text -> Choices.read(text, Numbers::positive));
        }
    }

    static final class Positives extends OptionConverter<List<Double>> {
        public Positives(String option) {
            super(option, text -> Arrays.stream(text.split(",", -1))
                    .map(Numbers::positive)
                    .toList());
        }
    }

    /** At most 60: no sample resolves frequencies above 2^60 pi. */
    static final class Octaves extends OptionConverter<Integer> {
        public Octaves(String option) {
            super(option, text -> (int) Numbers.wholeNumber(text, 1, 60));
        }
    }

    static final class Decay extends OptionConverter<Double> {
        public Decay(String option) {
            super(option, Decay::read);
        }

        private static double read(String text) {
            double value = Numbers.finite(text);
            if (value < 0 || value >= 1) {
                throw new IllegalArgumentException("'" + text + "' is not in [0, 1)");
            }
            return value;
        }
    }

    static final class WidthChoices extends OptionConverter<Choices<List<Integer>>> {
        public WidthChoices(String option) {
            super(option, text -> Choices.read(text, Numbers::positiveInts));
        }
    }

    static final class IdList extends OptionConverter<List<String>> {
        public IdList(String option) {
            super(option, IdList::read);
        }

        private static List<String> read(String text) {
            List<String> ids =
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            if (ids.contains("")) {
                throw new IllegalArgumentException("'" + text + "' has an empty name between commas");
            }
            if (ids.stream().distinct().count() < ids.size()) {
                throw new IllegalArgumentException("'" + text + "' names something twice");
            }
            return ids;
        }
    }

    static final class Variants extends OptionConverter<List<Variant>> {
        public Variants(String option) {
            super(option, text -> IdList.read(text).stream().map(Variant::named).toList());
        }
    }

    static final class DeviceName extends OptionConverter<Device> {
        public DeviceName(String option) {
            super(option, Device::parse);
        }
    }

    static final class PresetName extends OptionConverter<Preset> {
        public PresetName(String option) {
            super(option, Preset::named);
        }
    }

    static final class PrecisionName extends OptionConverter<Precision> {
        public PrecisionName(String option) {
            super(option, Precision::named);
        }
    }

    static final class ScaleChoices extends OptionConverter<Choices<ScaleChoice>> {
        public ScaleChoices(String option) {
            super(option, text -> Choices.read(text, ScaleChoice::parse));
        }
    }

    /** The published recipe is always trained alongside ours, for comparison. */
    static final class Recipes extends OptionConverter<Choices<Recipe>> {
        public Recipes(String option) {
            super(option, Recipes::read);
        }

        private static Choices<Recipe> read(String text) {
            Recipe named = Recipe.named(text);
            return new Choices<>(named == Recipe.OURS ? List.of(named) : List.of(Recipe.OURS, named));
        }
    }

    static final class ActivationChoices extends OptionConverter<Choices<ActivationPattern>> {
        public ActivationChoices(String option) {
            super(option, text -> Choices.read(text, ActivationPattern::named));
        }
    }

    static final class ActivationName extends OptionConverter<ActivationPattern> {
        public ActivationName(String option) {
            super(option, ActivationPattern::named);
        }
    }

    static final class InitializationName extends OptionConverter<Initialization> {
        public InitializationName(String option) {
            super(option, Initialization::named);
        }
    }

    static final class Timing extends OptionConverter<TimingMode> {
        public Timing(String option) {
            super(option, TimingMode::named);
        }
    }

    static final class ShardOf extends OptionConverter<Shard> {
        public ShardOf(String option) {
            super(option, Shard::parse);
        }
    }

    /** A fraction, written 0.03 or 3%. */
    static final class Share extends OptionConverter<Double> {
        public Share(String option) {
            super(option, Share::read);
        }

        private static double read(String text) {
            boolean percent = text.endsWith("%");
            double value;
            try {
                value = Numbers.finite(percent ? text.substring(0, text.length() - 1) : text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' is not a share; write 3% or 0.03", e);
            }
            if (!percent && value >= 1) {
                throw new IllegalArgumentException("'" + text + "' would be " + Math.round(100 * value) + "%; write "
                        + text + "% or, if it is meant, " + Math.round(100 * value) + "%");
            }
            double share = percent ? value / 100 : value;
            if (share < 0 || share > 10) {
                throw new IllegalArgumentException("'" + text + "' is not between 0% and 1000%");
            }
            return share;
        }
    }

    /** The start of a day in UTC. */
    static final class Day extends OptionConverter<Instant> {
        public Day(String option) {
            super(option, Day::read);
        }

        private static Instant read(String text) {
            try {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + text + "' is not a day; write it as in 2026-01-31", e);
            }
        }
    }

    static final class Folder extends OptionConverter<Path> {
        public Folder(String option) {
            super(option, Path::of);
        }
    }

    static final class Time extends OptionConverter<Duration> {
        public Time(String option) {
            super(option, Time::read);
        }

        private static Duration read(String text) {
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
}
