package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;

/** Options of every command. */
@Parameters(separators = "=")
public class CommonOptions {

    @Parameter(
            names = {"--help", "-h"},
            help = true)
    private boolean help;

    /** Declared so that the parser accepts it. The program looks for it before parsing, because parsing may fail. */
    @SuppressWarnings("UnusedVariable")
    @Parameter(names = "--verbose")
    private boolean verbose;

    @Parameter(names = "--no-color")
    private boolean noColor;

    /** Whether to print the help instead of running the command. */
    public boolean help() {
        return help;
    }

    /** Whether to turn colours off. */
    public boolean noColor() {
        return noColor;
    }
}
