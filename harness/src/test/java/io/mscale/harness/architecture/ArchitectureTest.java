package io.mscale.harness.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds every module against the rules of the house. */
class ArchitectureTest {

    static Stream<String> modules() {
        return CompiledModules.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_dependsOnlyOnWhatItMay(String module) {
        String[] allowed = HouseRules.ALLOWED.getOrDefault(module, new String[0]);
        assertThat(allowed).as("a line in the table for " + module).isNotEmpty();

        HouseRules.dependsOnlyOn(allowed).check(CompiledModules.of(module));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api", "record", "reference", "tasks", "backend-tck", "worker", "results", "report", "harness"})
    void module_importsNoBackend(String module) {
        HouseRules.noBackend().check(CompiledModules.of(module));
    }

    @Test
    void vectorApi_isUsedForTheMachinesPeakAndBySimdOnly() {
        HouseRules.vectorApiOnlyIn("io.mscale.worker.machine.vector", "io.mscale.backend.simd.vector")
                .check(CompiledModules.all());
    }

    @ParameterizedTest
    @CsvSource({
        "api, io.mscale.api",
        "record, io.mscale.record",
        "reference, io.mscale.reference",
        "tasks, io.mscale.tasks",
        "backend-tck, io.mscale.tck",
        "backend-ejml, io.mscale.backend.ejml",
        "backend-djl, io.mscale.backend.djl",
        "backend-nd4j, io.mscale.backend.nd4j",
        "backend-simd, io.mscale.backend.simd",
        "backend-cuda, io.mscale.backend.cuda",
        "worker, io.mscale.worker",
        "results, io.mscale.results",
        "report, io.mscale.report",
        "harness, io.mscale.harness"
    })
    void packages_formNoCycle(String module, String prefix) {
        HouseRules.noCycles(prefix).check(CompiledModules.of(module));
    }

    @Test
    void fields_holdNoStaticState() {
        HouseRules.noStaticState().check(CompiledModules.all());
    }

    @Test
    void records_areSmall() {
        HouseRules.recordsAreSmall(12).check(CompiledModules.all());
    }

    @Test
    void sourceFiles_areShort() throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of(".."), 20, (file, attributes) -> file.toString().matches(".*/src/main/java/.*\\.java"))) {
            List<Path> all = files.toList();

            assertThat(all).hasSizeGreaterThan(100);
            assertThat(all).allSatisfy(file -> assertThat(Files.readAllLines(file))
                    .as(file.toString())
                    .hasSizeLessThanOrEqualTo(350));
        }
    }

    @Test
    void packages_areNullMarked() {
        HouseRules.everyPackageIsNullMarked().check(CompiledModules.all());
    }

    @Test
    void allModules_areImported() {
        JavaClasses classes = CompiledModules.all();

        assertThat(classes.stream().map(type -> type.getPackageName()))
                .contains(
                        "io.mscale.api",
                        "io.mscale.tasks",
                        "io.mscale.tck",
                        "io.mscale.backend.ejml",
                        "io.mscale.worker",
                        "io.mscale.record.cell",
                        "io.mscale.reference",
                        "io.mscale.results.evidence",
                        "io.mscale.report.text",
                        "io.mscale.harness");
    }
}
