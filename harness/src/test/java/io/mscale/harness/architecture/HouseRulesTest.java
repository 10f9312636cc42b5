package io.mscale.harness.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.mscale.harness.architecture.violation.Offender;
import org.junit.jupiter.api.Test;

/** The rules bite: each finds what was broken on purpose. */
class HouseRulesTest {

    private static final String VIOLATION = "io.mscale.harness.architecture.violation";

    private final JavaClasses violations = new ClassFileImporter().importPackages(VIOLATION);

    @Test
    void dependsOnlyOn_findsALibraryThatIsNotAllowed() {
        assertFinds(HouseRules.dependsOnlyOn("java..", VIOLATION + ".."), "ObjectMapper");
        assertFinds(HouseRules.dependsOnlyOn("com.fasterxml..", VIOLATION + ".."), "java.lang.String");
    }

    @Test
    void dependsOnlyOn_acceptsWhatIsAllowed() {
        ArchRule rule = HouseRules.dependsOnlyOn("java..", "com.fasterxml..", VIOLATION + "..");

        assertThat(rule.evaluate(violations).hasViolation()).isFalse();
    }

    @Test
    void noBackend_findsABackend() {
        assertFinds(HouseRules.noBackend(), CompiledModules.of("backend-ejml"), "org.ejml");
    }

    @Test
    void vectorApiOnlyIn_findsItElsewhere() {
        assertFinds(HouseRules.vectorApiOnlyIn(VIOLATION), CompiledModules.of("worker"), "FloatVector");
    }

    @Test
    void noCycles_findsACycle() {
        assertFinds(HouseRules.noCycles(VIOLATION), "Cycle detected");
    }

    @Test
    void noStaticState_findsAFieldThatChanges() {
        assertFinds(HouseRules.noStaticState(), Offender.class.getSimpleName() + ".calls");
    }

    @Test
    void recordsAreSmall_findsALargeOne() {
        assertFinds(HouseRules.recordsAreSmall(1), "Pair has 2 components");
    }

    @Test
    void everyPackageIsNullMarked_findsOneThatIsNot() {
        assertFinds(HouseRules.everyPackageIsNullMarked(), VIOLATION + " has no package-info");
    }

    private void assertFinds(ArchRule rule, String what) {
        assertFinds(rule, violations, what);
    }

    private static void assertFinds(ArchRule rule, JavaClasses classes, String what) {
        assertThat(rule.evaluate(classes).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(what));
    }
}
