package io.mscale.harness.command;

import io.mscale.harness.cli.CommandLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The text of {@code --help}, one resource per command. A test checks the texts against the actual options. */
public final class HelpText {

    private HelpText() {}

    /** The help of a command. */
    public static String of(CommandLine.Command command) throws IOException {
        String resource = "/io/mscale/harness/help/" + command.id() + ".txt";
        try (InputStream text = HelpText.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IOException("the program lacks its resource " + resource);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
