package io.mscale.worker.external;

import com.fasterxml.jackson.jr.ob.JSON;
import io.mscale.api.Device;
import io.mscale.api.Probe;
import io.mscale.record.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks an external worker whether it can use a device. */
public final class ExternalProbe {

    /** The first import of a large library from a cold disk can take a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private ExternalProbe() {}

    /** What the worker found, or why it could not be asked. */
    public static Probe run(ExternalBackend backend, Device device, int threads) {
        try {
            Exchange exchange = Exchange.create(Files.createTempDirectory("mscale-exchange"));
            try {
                return attempt(backend, exchange, device, threads);
            } finally {
                exchange.tryDelete();
            }
        } catch (IOException e) {
            return Probe.unavailable(backend.file().withAdvice(String.valueOf(e.getMessage())));
        } catch (ProtocolException e) {
            return Probe.unavailable("the worker broke the protocol: " + e.getMessage());
        }
    }

    private static Probe attempt(ExternalBackend backend, Exchange exchange, Device device, int threads)
            throws IOException, ProtocolException {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("schema", "mscale-probe/1");
        question.put("device", device.toString());
        question.put("threads", threads);
        AtomicFile.write(exchange.probe(), JSON.std.asString(question));
        try (ExternalProcess process =
                ExternalProcess.start(backend, "probe", List.of(exchange.path()), ExternalProcess.Output.COPIED)) {
            if (!process.hasEndedWithin(PATIENCE)) {
                return Probe.unavailable("the worker did not answer within " + PATIENCE.toSeconds() + " s");
            }
            if (!Files.exists(exchange.answer())) {
                return Probe.unavailable(backend.file().withAdvice("the worker ended " + process.end()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Probe.unavailable("interrupted");
        }
        return answer(exchange);
    }

    private static Probe answer(Exchange exchange) throws IOException, ProtocolException {
        String text;
        try {
            text = Files.readString(exchange.answer());
        } catch (CharacterCodingException e) {
            throw new ProtocolException("answer.json is not in UTF-8");
        }
        Map<String, Object> answer = JsonObject.of(text, "answer.json");
        return answer.get("reason") instanceof String reason
                ? Probe.unavailable(JsonObject.plain(reason))
                : Probe.available(Conversation.library(answer));
    }
}
