package io.mscale.worker.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramOutputTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> answers = new ArrayList<>();
    private final ProgramOutput output =
            new ProgramOutput(new PrintStream(log, true, StandardCharsets.UTF_8), answers::add, () -> 4);

    private void read(String printed) {
        output.read(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void read_answersAmongOtherLines_areTakenOut() {
        read("hello\n{\"id\": 1}\nloading ... { \"id\" : 2, \"loss\": 0.1}\r\n{\"ID\": 3}\nlast");

        assertThat(answers).containsExactly("{\"id\": 1}", "{ \"id\" : 2, \"loss\": 0.1}");
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("hello\nloading ... \n{\"ID\": 3}\nlast");
        assertThat(output.lastWords()).isEqualTo("the last line it printed: last");
    }

    /** Libraries that sort fields, and structured logs with ids of their own. */
    @Test
    void read_objectWithItsIdBehind_isAnAnswer() {
        read("{\"failed\": \"why\", \"id\": 4}\n{\"level\": \"info\", \"id\": 7}\n{\"a\": 1} {\"id\": 5}\n");

        assertThat(answers).containsExactly("{\"failed\": \"why\", \"id\": 4}", "{\"id\": 5}");
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("{\"level\": \"info\", \"id\": 7}\n{\"a\": 1} \n");
    }

    /** A gigabyte without the end of a line, and an answer behind it. */
    @Test
    void read_outputWithoutEnd_isKeptUpToALimit() {
        output.read(new InputStream() {
            private long left = 1L << 30;

            @Override
            public int read() {
                throw new IllegalStateException("it is read in pieces");
            }

            @Override
            public int read(byte[] bytes, int from, int count) {
                if (left == 0) {
                    return -1;
                }
                int now = (int) Math.min(left, count);
                Arrays.fill(bytes, from, from + now, (byte) 'x');
                left -= now;
                return now;
            }
        });
        read("\n{\"id\": 1}\n");

        assertThat(log.size()).isBetween(10 << 20, 11 << 20);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .endsWith("... more than 10 MiB were printed; the rest is dropped\n");
        assertThat(output.lastWords()).hasSizeLessThan(600);
        assertThat(answers).containsExactly("{\"id\": 1}");
    }
}
