package io.mscale.record.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Scales;
import io.mscale.record.mapping.JsonMapping.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMappingTest {

    record Numbers(List<Double> values) {}

    record Where(Device device, Precision precision) {

        Where {
            Objects.requireNonNull(device, "device");
        }
    }

    record Deep(
            @Inline Where where,
            Scales scales,
            @IfAbsent("7") int later) {}

    record Outer(String name, @Inline Deep deep, @Nullable Long size, Map<String, Boolean> flags) {}

    record Twice(String name, @Inline Outer outer) {}

    sealed interface Shape {

        record Circle(double radius) implements Shape {}

        record Square(@Inline Where where, double side) implements Shape {}

        record Unknown(String kind) implements Shape {}
    }

    private static final Outer VALUE = new Outer(
            "a\"\u0007ö",
            new Deep(new Where(Device.parse("gpu:2"), Precision.FLOAT64), Scales.parse("pow2:8"), 3),
            null,
            Map.of("yes", true));

    /** A million doubles of every size, through text and back, bit for bit. */
    @Test
    void read_anyFiniteDouble_isTheSameBits() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 100; round++) {
            List<Double> values = new ArrayList<>();
            while (values.size() < 10_000) {
                double value = Double.longBitsToDouble(random.nextLong());
                if (Double.isFinite(value)) {
                    values.add(value);
                }
            }
            String json = JsonMapping.write(new Numbers(values), Layout.BRIEF);
            List<Double> read = JsonMapping.read(json, Numbers.class).values();
            assertThat(bits(read)).isEqualTo(bits(values));
            String[] texts =
                    json.substring(json.indexOf('[') + 1, json.indexOf(']')).split(",");
            assertThat(bits(Arrays.stream(texts).map(Double::parseDouble).toList()))
                    .isEqualTo(bits(values));
        }
    }

    private static long[] bits(List<Double> values) {
        return values.stream().mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void write_inlinedParts_standInOneObject() throws IOException {
        assertThat(JsonMapping.write(VALUE, Layout.LINE))
                .isEqualTo("{\"name\":\"a\\\"\\u0007ö\",\"device\":\"gpu:2\",\"precision\":\"float64\","
                        + "\"scales\":\"pow2:8\",\"later\":3,\"size\":null,\"flags\":{\"yes\":true}}");
        assertThat(JsonMapping.write(VALUE, Layout.BRIEF)).doesNotContain("size");
    }

    @ParameterizedTest
    @CsvSource({"PRETTY", "LINE", "BRIEF"})
    void read_whatWasWritten_isTheSame(Layout layout) throws IOException {
        assertThat(JsonMapping.read(JsonMapping.write(VALUE, layout), Outer.class))
                .isEqualTo(VALUE);
    }

    @Test
    void read_otherOrderAndFieldsOfALaterVersion_isTheSame() throws IOException {
        String json = "{\"scales\":\"pow2:8\",\"future\":{\"a\":[1]},\"flags\":{},\"precision\":\"float64\","
                + "\"name\":\"n\",\"device\":\"cpu\",\"size\":5}";

        Outer read = JsonMapping.read(json, Outer.class);

        assertThat(read)
                .isEqualTo(new Outer(
                        "n",
                        new Deep(new Where(Device.CPU, Precision.FLOAT64), Scales.parse("pow2:8"), 7),
                        5L,
                        Map.of()));
    }

    @Test
    void read_sealed_isTheRecordThatItsFirstFieldNames() throws IOException {
        Shape square = new Shape.Square(new Where(Device.CPU, Precision.FLOAT32), 2);
        String json = JsonMapping.write(square, Layout.LINE);

        assertThat(json).isEqualTo("{\"kind\":\"square\",\"device\":\"cpu\",\"precision\":\"float32\",\"side\":2.0}");
        assertThat(JsonMapping.read(json, Shape.class)).isEqualTo(square);
        assertThat(JsonMapping.read("{\"kind\":\"torus\",\"holes\":1}", Shape.class))
                .isEqualTo(new Shape.Unknown("torus"));
        assertThatIOException().isThrownBy(() -> JsonMapping.read("{\"radius\":1}", Shape.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"circle\"} | missing: radius",
                "{\"kind\":\"circle\",\"radius\":\"wide\"} | 'wide' is not a number, line 1 column",
                "{\"kind\":\"square\",\"side\":1,\"precision\":\"float32\"} | missing: device",
                "{\"kind\":\"square\",\"device\":\"tpu\"} | device: unknown device 'tpu'; allowed: cpu, gpu, gpu:N, line 1",
                "{\"kind\":\"square\",\"precision\":\"float16\"} | precision: unknown value 'float16'; allowed: float32",
                "{\"kind\":\"circle\",\"radius\":1 | Unexpected end-of-input",
                "{\"kind\":\"circle\",\"radius\":1} {} | something follows its end",
            })
    void problem_ofWrongText_namesFieldAndPlace(String json, String problem) {
        assertThatIOException()
                .isThrownBy(() -> JsonMapping.read(json, Shape.class))
                .satisfies(e -> assertThat(JsonMapping.problem(e)).startsWith(problem));
    }

    @Test
    void of_recordWithTwoFieldsOfAName_isRefused() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> JsonMapping.read("{}", Twice.class))
                .withMessageContaining("two fields 'name'");
    }
}
