package io.mscale.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    private static final String REMEDY = "put the jar that has it into backends/mine";

    private static String linkage(Throwable failure) {
        return FailureText.ofLinkage(failure, REMEDY).orElse("none");
    }

    @Test
    void ofLinkage_missingClass_namesItsUserAndTheRemedy() {
        assertThat(linkage(new NoClassDefFoundError("org/ojalgo/Store$Factory")))
                .isEqualTo("class org.ojalgo.Store$Factory is missing, which " + FailureTextTest.class.getName()
                        + " needs: put the jar that has it into backends/mine");
        assertThat(linkage(new RuntimeException(new ClassNotFoundException("org.ojalgo.Store"))))
                .startsWith("class org.ojalgo.Store is missing, ");
        assertThat(linkage(new NoClassDefFoundError("io/mscale/api/network/Convolution")))
                .contains("this version has no such class; compile against this distribution's API");
    }

    @Test
    void ofLinkage_wrappedByServiceLoader_isTheCauses() {
        Throwable wrapped = new ServiceConfigurationError("could not be instantiated", new NoClassDefFoundError("a/B"));

        assertThat(linkage(wrapped)).startsWith("class a.B is missing");
    }

    @Test
    void ofLinkage_authorsOwnMessage_isNotReplaced() {
        Throwable own =
                new IllegalStateException("PyTorch has no natives for this system", new NoClassDefFoundError("a/B"));

        assertThat(linkage(own)).isEqualTo("none");
        assertThat(FailureText.of(own)).isEqualTo("IllegalStateException: PyTorch has no natives for this system");
    }

    @Test
    void ofLinkage_otherJava_namesBoth() {
        assertThat(
                        linkage(
                                new UnsupportedClassVersionError(
                                        "org/ojalgo/Store has been compiled by a more recent version of the Java Runtime (class file version"
                                                + " 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0")))
                .isEqualTo("class org.ojalgo.Store was compiled for Java 21, but this is Java 17: run this program with"
                        + " Java 21 or later, or compile it with --release 17");
    }

    @Test
    void ofLinkage_otherApi_saysToCompileAnew() {
        assertThat(linkage(new NoSuchMethodError("'void io.mscale.api.MscaleModel.fit()'")))
                .isEqualTo("it was compiled against another version of what it uses (NoSuchMethodError: 'void"
                        + " io.mscale.api.MscaleModel.fit()'); compile it against this distribution's API and the jars in"
                        + " its folder");
        assertThat(linkage(new AbstractMethodError())).contains("(AbstractMethodError at ");
    }

    /** As Java really throws it, the first time and later. */
    @Test
    void ofLinkage_staticInitializer_namesTheClassAndTheCause() {
        for (int i = 0; i < 2; i++) {
            String words = "none";
            try {
                Failing.load();
            } catch (LinkageError e) {
                words = linkage(e);
            }
            assertThat(words)
                    .startsWith("class " + Failing.class.getName() + " could not be initialized: ")
                    .contains("For input string: \"many\"");
        }
    }

    private static final class Failing {

        private static final int COUNT = Integer.parseInt("many");

        static int load() {
            return COUNT;
        }
    }

    @Test
    void of_withoutMessage_namesThePlace() {
        assertThat(FailureText.of(new IllegalStateException()))
                .startsWith("IllegalStateException at " + FailureTextTest.class.getName() + ".of_withoutMessage");
        assertThat(FailureText.of(new IllegalStateException("two\nlines")))
                .isEqualTo("IllegalStateException: two lines");
    }
}
