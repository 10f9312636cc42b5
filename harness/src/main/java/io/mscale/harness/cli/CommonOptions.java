package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;

/** Options that every command has. */
@Parameters(separators = "=")
public class CommonOptions {

    @Parameter(
            names = {"--help", "-h"},
            help = true)
    private boolean help;

    /** Known here so that it is accepted; the program looks for it before it parses, which may be what fails. */
    @SuppressWarnings("UnusedVariable")
    @Parameter(names = "--verbose")
    private boolean verbose;

    @Parameter(names = "--no-color")
    private boolean noColor;

    /** Whether the user asked what there is instead of doing it. */
    public boolean help() {
        return help;
    }

    /** Whether the output must not be coloured. */
    public boolean noColor() {
        return noColor;
    }
}
