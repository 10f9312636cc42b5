package io.mscale.harness.discovery;

/**
 * The parent of every plug-in's class loader. It exposes the JDK and the API but none of the program's own libraries,
 * so that a backend sees the same classes here as in its worker.
 */
final class ApiOnlyClassLoader extends ClassLoader {

    private static final String API = "io.mscale.api.";

    private final ClassLoader program;

    ApiOnlyClassLoader(ClassLoader program) {
        super(ClassLoader.getPlatformClassLoader());
        this.program = program;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(API)) {
            return program.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
