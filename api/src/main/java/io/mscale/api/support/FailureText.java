package io.mscale.api.support;

import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes on one line why a plug-in failed. For classes that are missing or do not fit it also says what to do. */
public final class FailureText {

    /** System property of a worker: the folder of its backend's jars. */
    public static final String FOLDER = "mscale.backendFolder";

    private static final String API = "io.mscale.";

    /** Where arguments are checked for whoever calls. */
    private static final String CHECKS = "io.mscale.api.task.";

    /** Class files of Java N have the version N + 44. */
    private static final int VERSION_OF_JAVA_0 = 44;

    private static final Pattern NAME = Pattern.compile("[\\w$/.]+");
    private static final Pattern NEWER = Pattern.compile(
            "(\\S+) has been compiled by a more recent version .*?version (\\d+)\\..* up to (\\d+)\\..*");

    private FailureText() {}

    /** The failure of a backend in a worker, or of the task that it trains. */
    public static String of(Throwable failure) {
        return ofLinkage(failure).orElseGet(() -> ofOther(failure));
    }

    /** The description in a worker if a class is missing or does not fit; empty otherwise. */
    public static Optional<String> ofLinkage(Throwable failure) {
        return ofLinkage(failure, "put the jar that has it into " + System.getProperty(FOLDER, "the backend's folder"));
    }

    /**
     * The description if a class is missing or does not fit, or if its static initializer failed; empty otherwise.
     *
     * @param remedy what to do if a class is missing, as in "put the jar that has it into ..."
     */
    public static Optional<String> ofLinkage(Throwable failure, String remedy) {
        Optional<String> words = ofOneLinkage(failure, remedy);
        Throwable cause = failure.getCause();
        return words.isEmpty() && cause != null && isWrapper(failure, cause) ? ofLinkage(cause, remedy) : words;
    }

    /** Whether an exception says nothing but its cause. A message of its author's is better than the cause's. */
    private static boolean isWrapper(Throwable failure, Throwable cause) {
        return failure.getMessage() == null
                || failure.getMessage().equals(cause.toString())
                || failure instanceof ServiceConfigurationError;
    }

    private static Optional<String> ofOneLinkage(Throwable problem, String remedy) {
        String message = String.valueOf(problem.getMessage());
        if (problem instanceof UnsupportedClassVersionError) {
            return ofVersion(message);
        }
        if (problem instanceof NoClassDefFoundError && message.startsWith("Could not initialize ")) {
            String name = message.substring(message.lastIndexOf(' ') + 1);
            return Optional.of("class " + name + " could not be initialized" + causeOf(problem));
        }
        if (problem instanceof ExceptionInInitializerError) {
            return Optional.of("class " + initialized(problem) + " could not be initialized" + causeOf(problem));
        }
        boolean isMissing = problem instanceof NoClassDefFoundError || problem instanceof ClassNotFoundException;
        if (isMissing && NAME.matcher(message).matches()) {
            return Optional.of(ofMissing(message.replace('/', '.'), problem, remedy));
        }
        boolean isMisfit = problem instanceof IncompatibleClassChangeError
                || problem instanceof VerifyError
                || problem instanceof ClassFormatError
                || problem instanceof NoClassDefFoundError;
        return isMisfit
                ? Optional.of("it was compiled against another version of what it uses (" + ofOther(problem)
                        + "); compile it against this distribution's API and the jars in its folder")
                : Optional.empty();
    }

    private static String ofMissing(String name, Throwable problem, String remedy) {
        StackTraceElement[] frames = problem.getStackTrace();
        // At the top are class loaders if a class cannot be loaded because another, such as its superclass, is missing.
        String user = frames.length == 0 || isOfJava(frames[0]) ? "" : ", which " + frames[0].getClassName() + " needs";
        return "class " + name + " is missing" + user + ": "
                + (name.startsWith(API)
                        ? "this version has no such class; compile against this distribution's API"
                        : remedy);
    }

    private static Optional<String> ofVersion(String message) {
        Matcher newer = NEWER.matcher(message);
        if (!newer.matches()) {
            return Optional.of(plain(message));
        }
        int wanted = Integer.parseInt(newer.group(2)) - VERSION_OF_JAVA_0;
        int have = Integer.parseInt(newer.group(3)) - VERSION_OF_JAVA_0;
        return Optional.of("class " + newer.group(1).replace('/', '.') + " was compiled for Java " + wanted
                + ", but this is Java " + have + ": run this program with Java " + wanted
                + " or later, or compile it with"
                + " --release " + have);
    }

    /** The class whose static initializer threw. */
    private static String initialized(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getMethodName().equals("<clinit>") && !isOfJava(frame)) {
                return frame.getClassName();
            }
        }
        return "of the plug-in";
    }

    private static String causeOf(Throwable problem) {
        return problem.getCause() == null ? "" : ": " + ofOther(problem.getCause());
    }

    /** Name, message and the place in the plug-in; without a message, the innermost place if none is the plug-in's. */
    private static String ofOther(Throwable problem) {
        String name = problem.getClass().getSimpleName();
        StackTraceElement[] frames = problem.getStackTrace();
        String place = Arrays.stream(frames)
                .dropWhile(frame -> isOfJava(frame) || frame.getClassName().startsWith(CHECKS))
                .findFirst()
                .filter(frame -> !frame.getClassName().startsWith(API))
                .map(FailureText::place)
                .orElse("");
        if (problem.getMessage() != null) {
            return name + ": " + plain(problem.getMessage()) + (place.isEmpty() ? "" : ", at " + place);
        }
        return place.isEmpty() ? frames.length == 0 ? name : name + " at " + frames[0] : name + " at " + place;
    }

    private static String place(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }

    private static boolean isOfJava(StackTraceElement frame) {
        return frame.getClassName().matches("(java|javax|jdk|sun)\\..*");
    }

    private static String plain(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
