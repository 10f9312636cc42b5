package io.mscale.worker.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.TimeValue;

class JmhRequestTest {

    private static final String STEP = ModelBenchmark.class.getName() + ".step";
    private static final String PREDICT = ModelBenchmark.class.getName() + ".predict";
    private static final Path SPEC = Path.of("a,b", "spec.json");

    private static JmhRequest request(String... words) {
        return JmhRequest.of(List.of(words));
    }

    private static Options options(String... words) {
        return request(words).options(STEP, SPEC, TimeValue.milliseconds(700));
    }

    @Test
    void options_withoutWords_areTheDefaults() {
        Options options = options();

        assertThat(options.getWarmupTime().get()).isEqualTo(TimeValue.milliseconds(700));
        assertThat(options.getMeasurementTime().get()).isEqualTo(TimeValue.milliseconds(700));
        assertThat(options.getParameter("spec").get()).containsExactly(SPEC.toString());
        assertThat(options.getProfilers())
                .extracting(ProfilerConfig::getKlass)
                .containsExactly(GCProfiler.class.getName());
        assertThat(options.shouldFailOnError().get()).isTrue();
        // the annotations of the benchmark have these
        assertThat(options.getForkCount().hasValue()).isFalse();
        assertThat(options.getWarmupIterations().hasValue()).isFalse();
    }

    @Test
    void options_withWords_areTheUsers() {
        Options options = options("-wi", "7", "-w", "3s", "-r", "20m", "-f", "2", "-prof", "gc", "-foe", "false");

        assertThat(options.getWarmupIterations().get()).isEqualTo(7);
        assertThat(options.getWarmupTime().get()).isEqualTo(TimeValue.seconds(3));
        assertThat(options.getMeasurementTime().get()).isEqualTo(TimeValue.minutes(20));
        assertThat(options.getTimeout().get()).isEqualTo(TimeValue.seconds(2400));
        assertThat(options.getForkCount().get()).isEqualTo(2);
        assertThat(options.getProfilers()).extracting(ProfilerConfig::getKlass).containsExactly("gc");
        assertThat(options.shouldFailOnError().get()).isFalse();
    }

    @Test
    void benchmarks_withoutWords_areBoth() {
        assertThat(request().benchmarks()).containsExactly(PREDICT, STEP);
    }

    @Test
    void benchmarks_withPatterns_areThoseThatFit() {
        assertThat(request("step").benchmarks()).containsExactly(STEP);
        assertThat(request("-e", "step").benchmarks()).containsExactly(PREDICT);
    }

    @ParameterizedTest
    @CsvSource({
        "-wi -1, wi",
        "-bm nothing, nothing",
        "--frok 1, frok is not a recognized option",
        "-r soon, soon",
        "-p spec=mine, -p spec",
        "-o mine, jmh.log",
        "-rf csv, jmh-result.json",
        "-rff mine, jmh-result.json",
        "-t 4, --threads",
        "-t max, --threads",
        "-tg 2, --threads",
        "-prof nothing, 'nothing'",
        "-prof gc -prof gc, more than once",
        "nothing, No matching benchmarks",
        "[, '['"
    })
    void check_whatWouldGoWrong_isRefused(String words, String told) {
        assertThatThrownBy(() -> request(words.split(" ", -1)).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told.replace("'['", "["));
    }

    @Test
    void check_good_passes() {
        request("-wi", "1", "-f", "0", "-bm", "sample", "-prof", "stack", "-jvmArgsAppend", "-Xmx2g", "step")
                .check();
    }
}
