package io.mscale.harness.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules: who may depend on whom, and what every class keeps to. */
final class HouseRules {

    private static final String[] JDK = {"java..", "javax..", "jdk..", "org.jspecify.."};
    private static final String[] JSON = {"com.fasterxml.jackson.."};
    /** Records are the record module's; this is for what users write. */
    private static final String[] TOML = {
        "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.dataformat.toml.."
    };

    private static final String[] TEST_LIBRARIES = {"org.junit..", "org.assertj..", "org.opentest4j.."};

    /** Module and what it may depend on beside itself, the JDK and JSpecify. */
    static final Map<String, String[]> ALLOWED = Map.ofEntries(
            entry("api", packages("io.mscale.api..")),
            entry(
                    "tasks",
                    packages(
                            "io.mscale.tasks..",
                            "io.mscale.api..",
                            "io.mscale.record.file..",
                            "de.siegmar.fastcsv..",
                            "com.twelvemonkeys.imageio..")),
            entry("record", with(JSON, "io.mscale.record..", "io.mscale.api..")),
            entry(
                    "client",
                    packages("io.mscale.client..", "io.mscale.api..", "io.mscale.record..", "io.mscale.reference..")),
            entry("reference", packages("io.mscale.reference..", "io.mscale.api..")),
            entry("backend-tck", with(TEST_LIBRARIES, "io.mscale.tck..", "io.mscale.api..", "io.mscale.reference..")),
            entry("backend-ejml", packages("io.mscale.backend.ejml..", "io.mscale.api..", "org.ejml..")),
            entry("backend-djl", packages("io.mscale.backend.djl..", "io.mscale.api..", "ai.djl..")),
            entry("backend-simd", packages("io.mscale.backend.simd..", "io.mscale.api..")),
            entry("backend-cuda", packages("io.mscale.backend.cuda..", "io.mscale.api..", "com.sun.jna..")),
            entry(
                    "backend-nd4j",
                    packages("io.mscale.backend.nd4j..", "io.mscale.api..", "org.nd4j..", "org.bytedeco..")),
            entry(
                    "worker",
                    packages(
                            "io.mscale.worker..",
                            "io.mscale.api..",
                            "io.mscale.record..",
                            "io.mscale.reference..",
                            "org.openjdk.jmh..",
                            // allocations, which java.lang.management does not count
                            "com.sun.management..")),
            entry(
                    "results",
                    packages(
                            "io.mscale.results..",
                            "io.mscale.api..",
                            "io.mscale.record..",
                            "org.apache.commons.statistics..")),
            entry(
                    "report",
                    packages(
                            "io.mscale.report..",
                            "io.mscale.api..",
                            "io.mscale.record..",
                            "io.mscale.results..",
                            "gg.jte..",
                            "com.github.weisj..")),
            entry(
                    "harness",
                    with(
                            TOML,
                            "io.mscale.harness..",
                            "io.mscale.client..",
                            "io.mscale.tasks.table..",
                            "ai.onnx.proto..",
                            "com.google.protobuf..",
                            "io.mscale.api..",
                            "io.mscale.record..",
                            "io.mscale.reference..",
                            "io.mscale.results..",
                            "io.mscale.report..",
                            "com.beust.jcommander..",
                            "org.hipparchus..")));

    private HouseRules() {}

    /** A module's classes depend on the named packages only. */
    static ArchRule dependsOnlyOn(String... allowed) {
        return classes()
                .should()
                .onlyDependOnClassesThat(new DescribedPredicate<>("are allowed") {
                    @Override
                    public boolean test(JavaClass target) {
                        JavaClass element = target.getBaseComponentType();
                        return element.isPrimitive()
                                || Stream.of(allowed)
                                        .map(PackageMatcher::of)
                                        .anyMatch(matcher -> matcher.matches(element.getPackageName()));
                    }
                })
                .because("the design names what each module may depend on: " + Arrays.toString(allowed));
    }

    /** Nothing but a backend's own module imports its library, and nobody imports a backend. */
    static ArchRule noBackend() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.mscale.backend..", "org.ejml..", "ai.djl..", "org.nd4j..")
                .because("backends meet the program through ServiceLoader, in a process of their own");
    }

    /** The Vector API is used in those packages alone. */
    static ArchRule vectorApiOnlyIn(String... itsPackages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(itsPackages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .because("it is an incubator module, which a JVM has only when it is asked for");
    }

    /** Packages of a module form no cycle; a module of one package cannot break the rule. */
    static ArchRule noCycles(String prefix) {
        return SlicesRuleDefinition.slices()
                .matching(prefix + ".(**)")
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    /** No static field can be set again. */
    static ArchRule noStaticState() {
        return fields().should(new ArchCondition<JavaField>("be final if they are static") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean isStatic = field.getModifiers().contains(JavaModifier.STATIC);
                if (isStatic && !field.getModifiers().contains(JavaModifier.FINAL)) {
                    events.add(violated(field, field.getFullName() + " is static and not final"));
                }
            }
        });
    }

    /** A record that holds more than a dozen things is several. */
    static ArchRule recordsAreSmall(int mostComponents) {
        return classes().that().areRecords().should(new ArchCondition<JavaClass>("be small") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long components = type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .count();
                if (components > mostComponents) {
                    events.add(violated(type, type.getName() + " has " + components + " components"));
                }
            }
        });
    }

    /** Every package says that nothing in it is null unless it says so. */
    static ArchRule everyPackageIsNullMarked() {
        return classes().should(new ArchCondition<JavaClass>("lie in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                if (!marked) {
                    events.add(violated(type, type.getPackageName() + " has no package-info.java with @NullMarked"));
                }
            }
        });
    }

    private static String[] packages(String... own) {
        return with(new String[0], own);
    }

    private static String[] with(String[] libraries, String... own) {
        return Stream.of(JDK, libraries, own).flatMap(Stream::of).toArray(String[]::new);
    }
}
