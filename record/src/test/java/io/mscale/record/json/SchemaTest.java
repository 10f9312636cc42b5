package io.mscale.record.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {

    private static Set<ValidationMessage> problems(String json) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                RunRecord.class.getResourceAsStream("/io/mscale/record/mscale-results-1.schema.json"))) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
            return schema.validate(json, InputFormat.JSON);
        }
    }

    @Test
    void schema_runsThatAreWritten_areValid() throws IOException {
        assertThat(problems(RecordJson.text(RecordJsonTest.smallRun()))).isEmpty();
        assertThat(problems(RecordJson.text(Samples.run().finishedAt(null)))).isEmpty();
        assertThat(problems(RecordJson.text(RecordJsonTest.ofStudy("stretch")))).isEmpty();
        assertThat(problems(RecordJson.text(RecordJsonTest.onGpu()))).isEmpty();
        assertThat(problems(RecordJson.text(RecordJsonTest.disturbed()))).isEmpty();
        assertThat(problems(RecordJson.text(RecordJsonTest.onKnownProcessor()))).isEmpty();
        assertThat(problems(RecordJson.text(
                        Samples.run(Samples.withTurns(Samples.ok("ejml", "multi", 1, 0.1), "a1b2c3d4", 0.125, 0.25)))))
                .isEmpty();
        assertThat(problems(RecordJson.text(RecordJsonTest.withYardsticks()))).isEmpty();
        assertThat(problems(RecordJson.text(RecordJsonTest.withKernel()))).isEmpty();
        for (CellStatus status : CellStatus.values()) {
            assertThat(problems(RecordJson.text(Samples.run(Samples.failed("ejml", status, null)))))
                    .isEmpty();
        }
    }

    /** Each line spoils a valid run; a schema that lets it pass checks nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"schema\" : \"mscale-results/1\" | \"schema\" : \"mscale-results/2\"",
                "\"status\" : \"ok\" | \"status\" : \"fine\"",
                "\"steps\" : 100 | \"steps\" : -1",
                "\"testMse\" : 0.001 | \"testMse\" : \"NaN\"",
                "\"testMse\" : 0.001 | \"testMze\" : 0.001",
                "\"device\" : \"cpu\" | \"device\" : \"tpu\"",
                "\"startedAt\" : \"2026-01-01T00:00:00Z\" | \"startedAt\" : \"1 Jan 2026\"",
                "\"parameters\" : 10 | \"parameters\" : 10.5",
                "\"kernel\" : [ ] | \"kernel\" : [ { \"k\" : 1 } ]",
                "\"kernel\" : false | \"kernel\" : 0",
                "\"timing\" : \"steps\" | \"timing\" : \"sometimes\"",
                "\"gpu\" : null | \"gup\" : null",
                "\"processor\" : null | \"processor\" : \"fast\"",
                "\"processor\" : null | \"processor\" : { \"quota\" : 0 }",
                "\"study\" : null | \"study\" : [ ]",
                "\"copyBytesPerSecond\" : 4.0E10 | \"copyBytesPerSecond\" : \"fast\"",
                "\"clearedVariables\" : [ ] | \"clearedVariables\" : \"none\"",
                "\"bytesPerStep\" : 304.0 | \"bytesPerStep\" : 0",
                "\"rounds\" : 1 | \"rounds\" : 0",
                "\"trainedRounds\" : [ ] | \"trainedRounds\" : [ { \"stepsBefore\" : 0 } ]",
                "\"learningRate\" : 0.001 | \"learningRate\" : 0",
            })
    void schema_spoiledRun_isInvalid(String good, String bad) throws IOException {
        String json = RecordJson.text(RecordJsonTest.smallRun());
        assertThat(json).contains(good);
        assertThat(problems(json.replace(good, bad))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\" : \"NVIDIA H100 80GB HBM3\" | \"name\" : \"\"",
                "\"index\" : 3 | \"index\" : -1",
                "\"computeCapability\" : \"9.0\" | \"computeCapability\" : \"sm_90\"",
                "\"uuidDigest\" : \" | \"uuidDigest\" : \"GPU-",
                "\"peakGflops32\" : 60000.0 | \"peakGflops32\" : 0",
                "\"copyBytesPerSecond\" : 2.8E12 | \"copyBytesPerSecond\" : \"fast\"",
                "\"peakDeviceBytes\" : 3000000 | \"peakDeviceBytes\" : 0",
            })
    void schema_spoiledRunOnAGpu_isInvalid(String good, String bad) throws IOException {
        String json = RecordJson.text(RecordJsonTest.onGpu());
        assertThat(json).contains(good);
        assertThat(problems(json.replace(good, bad))).isNotEmpty();
    }
}
