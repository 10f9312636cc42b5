package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EjmlWorkerTest {

    private static final String INLINE = "-XX:CompileCommand=inline,";

    /** Prints nothing. */
    static final class Silent {

        private Silent() {}

        public static void main(String[] args) {}
    }

    private static List<String> options() {
        return new EjmlBackend().workerSettings(Device.CPU, 1).jvmOptions();
    }

    @Test
    void workerSettings_startAJvm_thatSaysNothing() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Silent.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    /** The JVM says nothing of a method that it does not find, and the step would take several times as long. */
    @Test
    void workerSettings_inlinedMethods_areEjmls() throws ClassNotFoundException {
        List<String> inlined = options().stream()
                .filter(option -> option.startsWith(INLINE))
                .map(option -> option.substring(INLINE.length()))
                .toList();

        assertThat(inlined).hasSize(2);
        for (String method : inlined) {
            String[] names = method.split("::", 2);
            Stream<Method> declared = Stream.of(Class.forName(names[0]).getDeclaredMethods());
            assertThat(declared.map(Method::getName)).contains(names[1]);
        }
    }
}
