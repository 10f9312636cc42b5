package io.mscale.harness.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes of the modules as the build left them. Code that JMH's annotation processor wrote is not counted. */
final class CompiledModules {

    static final List<String> ALL = List.of(
            "api",
            "record",
            "reference",
            "tasks",
            "backend-tck",
            "backend-ejml",
            "backend-djl",
            "backend-nd4j",
            "backend-simd",
            "backend-cuda",
            "worker",
            "results",
            "report",
            "harness");

    private static final ImportOption NOT_GENERATED = location -> !location.contains("jmh_generated");

    private CompiledModules() {}

    static JavaClasses all() {
        return of(ALL);
    }

    static JavaClasses of(String module) {
        return of(List.of(module));
    }

    private static JavaClasses of(List<String> modules) {
        List<Path> folders = modules.stream()
                .map(module -> Path.of("..", module, "target", "classes"))
                .toList();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException(folder + " is missing: build the whole project, as mvn verify does");
            }
        }
        JavaClasses classes =
                new ClassFileImporter().withImportOption(NOT_GENERATED).importPaths(folders);
        if (classes.isEmpty()) {
            throw new IllegalStateException("no classes in " + folders);
        }
        return classes;
    }
}
