package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time [s]     | time     | s",
                "time[ms]     | time     | ms",
                "height (m)   | height   | m",
                "speed (m/s)  | speed    | m/s",
                "T [°C]       | T        | °C",
                "f(x)         | f(x)     | ''",
                "height       | height   | ''",
                "[s]          | [s]      | ''",
                "a (b) [c]    | a (b)    | c",
            })
    void column_name_endsInAUnitOrNot(String name, String quantity, String unit) {
        Units.Column column = new Units.Column(name, 0, 1);

        assertThat(column.quantity()).isEqualTo(quantity);
        assertThat(column.unit()).isEqualTo(unit);
    }
}
