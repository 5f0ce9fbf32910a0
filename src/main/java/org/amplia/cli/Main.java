package org.amplia.cli;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.amplia.base.IoFault;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.bench.Versions;
import org.amplia.cli.option.NumberOption;
import org.amplia.cli.terminal.Display;
import org.amplia.cli.terminal.StandardOutput;
import org.amplia.experiment.Arms.ArmProcess;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The command line: exit codes 0 done, 2 the user's input is wrong, 1 anything else. */
@Command(
    name = "amplia",
    description = {
      "An Atari testbed for reinforcement learning with an overseer that is built by iterated"
          + " amplification. It trains agents on named games, compares methods, replays"
          + " episodes and answers questions about them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Begin with:  ./amplia doctor   then   ./amplia train"},
    subcommands = {
      DoctorCommand.class,
      RomCommand.class,
      TrainCommand.class,
      ResumeCommand.class,
      CompareCommand.class,
      ExperimentCommand.class,
      ReportCommand.class,
      ServeCommand.class,
      EvaluateCommand.class,
      ReplayCommand.class,
      AskCommand.class,
      DemonstrateCommand.class,
      ImportDemonstrationsCommand.class,
      TraceCommand.class,
      BenchCommand.class,
      SchemaCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main {
  /** Something failed that is no fault of the input. */
  private static final int FAILURE = CommandLine.ExitCode.SOFTWARE;

  private Main() {}

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"amplia " + Versions.amplia()};
    }
  }

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    // DJL reports its use to its makers and asks a cloud's metadata server otherwise.
    System.setProperty("OPT_OUT_TRACKING", "true");
    Display.hide();
    // Files, names and the terminal are the same for everybody; the libraries' words too.
    Locale.setDefault(Locale.ROOT);
    StandardOutput out = StandardOutput.install();
    int code = run(args);
    System.exit(out.failed() && code == 0 ? FAILURE : code);
  }

  /** All commands, and how their options are read. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    NumberOption.register(line);
    separate(line);
    line.registerConverter(Path.class, Main::path);
    return line;
  }

  /** Blank lines and headings between the parts of the help, of sub-commands too. */
  private static void separate(CommandLine line) {
    line.getCommandSpec()
        .usageMessage()
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    line.getSubcommands().values().forEach(Main::separate);
  }

  /** Runs a command. Returns the exit code. */
  static int run(String... args) {
    CommandLine line = commandLine();
    line.setExecutionStrategy(Main::execute);
    line.setParameterExceptionHandler(Main::wrongUse);
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          if (error instanceof UserError) {
            return complain(command, error.getMessage());
          }
          if (error instanceof InvalidPathException name) {
            return complain(command, PathName.refused("a path", name).getMessage());
          }
          if (error instanceof ArmProcess.Failure) {
            complain(command, error.getMessage());
            return FAILURE;
          }
          LoggerFactory.getLogger(Main.class).debug("failed", error);
          if (isEnding()) {
            // Files of the session vanish while the process is told to stop; nothing has failed.
            return FAILURE;
          }
          if (error instanceof UncheckedIOException fault) {
            // A full disk or a folder that was moved: no fault of this program's.
            command.getErr().println("amplia: failed: " + IoFault.line(fault.getCause()));
            return FAILURE;
          }
          command
              .getErr()
              .println(
                  "amplia: failed: "
                      + error
                      + " (set AMPLIA_DEBUG=1 to see where, and please report it)");
          if (System.getenv("AMPLIA_DEBUG") != null) {
            error.printStackTrace(command.getErr());
          }
          return FAILURE;
        });
    if (args.length == 0) {
      line.usage(System.out);
      return 0;
    }
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      line.getErr()
          .println(
              "amplia: failed: out of memory ("
                  + e.getMessage()
                  + "); take smaller sizes, or give Java more with JAVA_TOOL_OPTIONS=-Xmx8g");
      return FAILURE;
    } catch (LinkageError e) {
      // No bug of the program: its native libraries are unpacked into caches, which can be damaged.
      line.getErr()
          .println(
              "amplia: failed: a native library cannot be loaded ("
                  + root(e)
                  + "): make room, delete the caches ~/.javacpp and ~/.djl.ai, then try again");
      return FAILURE;
    }
  }

  private static String root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString().replaceAll("\\s+", " ");
  }

  /** Whether the process was told to stop (Ctrl-C, a termination signal). */
  private static boolean isEnding() {
    Thread none = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(none);
      Runtime.getRuntime().removeShutdownHook(none);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static int execute(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    try {
      // Otherwise no relative path would be found, and the error would not say why.
      PathName.of(System.getProperty("user.dir"), "the current folder");
    } catch (UserError e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }
    return new RunLast().execute(parsed);
  }

  private static Path path(String text) {
    try {
      return PathName.of(text, "the path");
    } catch (UserError e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static int wrongUse(ParameterException error, String[] args) {
    String hint = ": see `" + error.getCommandLine().getCommandSpec().qualifiedName() + " --help`";
    return complain(error.getCommandLine(), error.getMessage().replace('\n', ' ') + hint);
  }

  private static int complain(CommandLine command, String message) {
    // A file's name may hold a line's end.
    command.getErr().println("amplia: " + message.replaceAll("\\p{Cntrl}+", " "));
    return CommandLine.ExitCode.USAGE;
  }
}
