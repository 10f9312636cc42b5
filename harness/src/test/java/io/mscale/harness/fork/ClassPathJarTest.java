package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClassPathJarTest {

    /** Any program that has no need of anything. */
    public static final class Hello {

        private Hello() {}

        public static void main(String[] args) {
            System.out.print("hello");
        }
    }

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void isNeededFor_pathsWithoutSeparator_isNot() {
        assertThat(ClassPathJar.isNeededFor(List.of(Path.of("a b"), Path.of("c%d"))))
                .isFalse();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file's name holds a colon there")
    void of_pathsThatNoOptionCanTell_areFoundByJava() throws IOException, InterruptedException {
        Path jar = Files.createDirectory(folder.resolve("a:b %20 c")).resolve("hello.jar");
        String entry = Hello.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Hello.class.getResourceAsStream("/" + entry).readAllBytes());
        }
        assertThat(ClassPathJar.isNeededFor(List.of(jar))).isTrue();

        try (ClassPathJar classPath = ClassPathJar.of(List.of(folder, jar))) {
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            classPath.path().toString(),
                            Hello.class.getName())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hello");
            assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(classPath.path()).exists();
        }
    }

    @Test
    void close_deletesTheJar() throws IOException {
        ClassPathJar classPath = ClassPathJar.of(List.of(folder));

        classPath.close();

        assertThat(classPath.path()).doesNotExist();
    }
}
