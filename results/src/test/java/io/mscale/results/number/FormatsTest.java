package io.mscale.results.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.sample.Locales;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormatsTest {

    @RegisterExtension
    private final Locales locales = new Locales();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1.2345e-3, 1.2e-3",
        "0.75, 7.5e-1",
        "1, 1.0e0",
        "123456, 1.2e5",
        "9.96e-4, 1.0e-3",
        "1.5e-10, 1.5e-10",
        "1e22, 1.0e22",
        "3e-120, 3.0e-120"
    })
    void error_anyMagnitude_hasTwoDigits(double value, String text) {
        assertThat(Formats.error(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00 us", "1.5e-6, 1.50 us", "9.99e-4, 999 us", "9.996e-4, 1.00 ms", "1e-3, 1.00 ms", "0.01234, 12.3 ms",
        "0.9996, 1.00 s", "1.2345, 1.23 s", "9.996, 10.0 s", "99.96, 100 s", "119.96, 120 s", "120, 2.0 min",
        "7199, 120.0 min", "7200, 2.0 h", "360000, 100.0 h"
    })
    void duration_anyLength_hasTheUnitThatSuitsIt(double seconds, String text) {
        assertThat(Formats.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0123, 0.00045, 12.3 +/- 0.45 ms",
        "1.5e-6, 1e-9, 1.50 +/- 0.001 us",
        "0.5, 0.126, 500 +/- 130 ms",
        "2, 30, 2.00 +/- 30 s",
        "180, 6, 3.0 +/- 0.1 min",
        "7200, 360, 2.0 +/- 0.1 h",
        "1, 0, 1.00 +/- 0 s",
        "1, , 1.00 s"
    })
    void duration_withItsError_hasOneUnit(double seconds, @Nullable Double error, String text) {
        assertThat(Formats.duration(seconds, error)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000", "0.0123, 0.012", "75.3, 75.300", "1e6, 1000000.000"})
    void seconds_anyLength_haveThreeDecimals(double seconds, String text) {
        assertThat(Formats.seconds(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "24, 24 B", "999.4, 999 B", "1210, 1.21 kB", "3.4e6, 3.40 MB", ", -"})
    void allocation_anyAmount_hasTheUnitThatSuitsIt(@Nullable Double bytes, String text) {
        assertThat(Formats.allocation(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.50", "8, 8.00", "9.996, 10.0", "12.34, 12.3", "99.96, 100", "1234.5, 1235"})
    void rate_anyMagnitude_hasThreeDigits(double perSecond, String text) {
        assertThat(Formats.rate(perSecond)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 MB", "312400000, 312 MB", "999499999, 999 MB", "999500000, 1.00 GB", "1000000000, 1.00 GB"})
    void bytes_anyAmount_isInSiUnits(long bytes, String text) {
        assertThat(Formats.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1.04, 1.0", "7.24, 7.2", "9.96, 10", "430.2, 430", "1392, 1400", "99999, 1.0e5", "123456, 1.2e5"})
    void times_anyRatio_readsAsPeopleSayIt(double ratio, String text) {
        assertThat(Formats.times(ratio)).isEqualTo(text);
    }

    @Test
    void missing_everyKind_isADash() {
        assertThat(Formats.error(null)).isEqualTo("-");
        assertThat(Formats.duration(null)).isEqualTo("-");
        assertThat(Formats.rate(null)).isEqualTo("-");
        assertThat(Formats.bytes(null)).isEqualTo("-");
    }

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void everything_anyLocale_readsTheSame(Locale locale) {
        Locale.setDefault(locale);
        assertThat(Formats.error(1.2345e-3)).isEqualTo("1.2e-3");
        assertThat(Formats.duration(0.01234)).isEqualTo("12.3 ms");
        assertThat(Formats.duration(0.0123, 0.00045)).isEqualTo("12.3 +/- 0.45 ms");
        assertThat(Formats.seconds(1234.5)).isEqualTo("1234.500");
        assertThat(Formats.rate(1.5)).isEqualTo("1.50");
        assertThat(Formats.bytes(1_500_000_000L)).isEqualTo("1.50 GB");
        assertThat(Formats.times(7.24)).isEqualTo("7.2");
    }
}
