package io.mscale.harness;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.harness.cli.Command;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.command.CompareCommand;
import io.mscale.harness.command.DoctorCommand;
import io.mscale.harness.command.ExportCommand;
import io.mscale.harness.command.GateCommand;
import io.mscale.harness.command.HistoryCommand;
import io.mscale.harness.command.ListCommand;
import io.mscale.harness.command.NewCommand;
import io.mscale.harness.command.PackageCommand;
import io.mscale.harness.command.PredictCommand;
import io.mscale.harness.command.ReportCommand;
import io.mscale.harness.command.TckCommand;
import io.mscale.harness.run.AbCommand;
import io.mscale.harness.run.BisectCommand;
import io.mscale.harness.run.MergeCommand;
import io.mscale.harness.run.RunCommand;
import io.mscale.harness.run.StudyCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The commands by the names users type. */
public enum CommandName implements Named.Constant {
    RUN,
    JMH,
    STUDY,
    LIST,
    DOCTOR,
    REPORT,
    COMPARE,
    GATE,
    AB,
    BISECT,
    HISTORY,
    MERGE,
    PREDICT,
    EXPORT,
    TCK,
    NEW,
    PACKAGE;

    /** The command of a command line; without one it is {@code run}. */
    static CommandName of(List<String> arguments) {
        List<String> own = CommandLine.own(arguments);
        if (own.isEmpty() || own.get(0).startsWith("-")) {
            return RUN;
        }
        CommandLine.rejectBlank("the first argument", own.get(0));
        return Names.parse("command", CommandName.class, own.get(0));
    }

    /** Parses a command line; an invalid one is a {@link UsageException}. */
    public static Command parse(String... arguments) {
        CommandName name = of(List.of(arguments));
        return CommandLine.read(name.create(), name.id(), List.of(arguments));
    }

    /** A command with its default options. */
    public Command create() {
        return switch (this) {
            case RUN -> new RunCommand();
            case JMH -> new RunCommand.Jmh();
            case STUDY -> new StudyCommand();
            case LIST -> new ListCommand();
            case DOCTOR -> new DoctorCommand();
            case REPORT -> new ReportCommand();
            case COMPARE -> new CompareCommand();
            case GATE -> new GateCommand();
            case AB -> new AbCommand();
            case BISECT -> new BisectCommand();
            case HISTORY -> new HistoryCommand();
            case MERGE -> new MergeCommand();
            case PREDICT -> new PredictCommand();
            case EXPORT -> new ExportCommand();
            case TCK -> new TckCommand();
            case NEW -> new NewCommand();
            case PACKAGE -> new PackageCommand();
        };
    }

    /** The text of {@code --help}. A test checks it against the actual options. */
    public String help() throws IOException {
        String resource = "/io/mscale/harness/help/" + id() + ".txt";
        try (InputStream text = CommandName.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IOException("the program lacks its resource " + resource);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
