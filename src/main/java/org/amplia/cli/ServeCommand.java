package org.amplia.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.UserError;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.terminal.StopNote;
import org.amplia.dashboard.Access;
import org.amplia.dashboard.Dashboard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia serve}. */
@Command(
    name = "serve",
    description = {
      "Shows runs in the browser while they train: a table, live curves, methods compared, and"
          + " every recorded game beside the questions that were asked. Any question of `ask` is"
          + " answered there.",
      "You can also play a game, say which of two films is better (rrm), and correct an action"
          + " (dagger). That is written to DIR/human and to the run's folder comparisons; otherwise"
          + " runs are only read. It answers this machine alone; with --host and a token it answers"
          + " whoever knows the token. Ctrl-C ends it; the runs go on."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia serve",
      "          ./amplia serve --runs runs/compare-crossing --port 9000 --open",
      "          ./amplia serve --host 0.0.0.0 --token"
    })
final class ServeCommand implements Callable<Integer> {
  private static final int MOST_BYTES = 1 << 10;

  private static final Set<PosixFilePermission> OWN =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @Spec CommandSpec spec;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description =
          "folder whose runs are shown, in folders within it too (default: ${DEFAULT-VALUE})")
  Path runs;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = Dashboard.PORT,
      description = "port of the page; 0 is any free one (default: ${DEFAULT-VALUE})")
  int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      split = ",",
      defaultValue = "127.0.0.1",
      description =
          "where it listens: an address of this machine, or 0.0.0.0 for all of them, and names by"
              + " which the page is opened with commas between (0.0.0.0,lab7); but for 127.0.0.1,"
              + " localhost and ::1 it needs a token (default: ${DEFAULT-VALUE})")
  List<String> hosts;

  @Option(
      names = "--token",
      description =
          "answer only who knows a token, which is drawn now and printed as a link. It is plain"
              + " HTTP: on the network it can be read along; a tunnel (ssh -L) is safer")
  boolean token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "the same with the token in FILE, 16 letters and digits or more on one line, so that it"
              + " stays; nobody else may be able to read FILE (chmod 600)")
  Path tokenFile;

  @Option(names = "--open", description = "open the page in the browser")
  boolean open;

  @Override
  public Integer call() throws InterruptedException {
    OptionRange.check("--port", port, 0, 65_535);
    Access access = new Access(hosts, token());
    // Others see the words of a browser's command line, and so the token.
    UserError.unless(
        !open || access.token().isEmpty(),
        "--open does not go with a token: open the link that is printed");
    Dashboard dashboard = new Dashboard(runs, access, port);
    try (StopNote ended = new StopNote(dashboard::close)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("dashboard:  " + link(dashboard.address(), access.token()));
      out.flush();
      if (access.isOpen()) {
        PrintWriter notes = spec.commandLine().getErr();
        notes.println(
            "amplia: this is plain HTTP: who reads along on the network sees the token, and then"
                + " can do what you can; a tunnel (ssh -L) is safer");
        notes.flush();
      }
      if (open) {
        open(dashboard.address());
      }
      new CountDownLatch(1).await(); // until the process is told to stop
    } finally {
      dashboard.close();
    }
    return 0;
  }

  /** A token that is in a file does not get into a log. */
  private String link(URI page, Optional<String> known) {
    return known
        .map(text -> page + "?token=" + (token ? text : "TOKEN, which is in " + tokenFile))
        .orElse(page.toString());
  }

  private Optional<String> token() {
    UserError.unless(
        !token || tokenFile == null, "give --token, which draws one, or --token-file, not both");
    if (tokenFile == null) {
      return token ? Optional.of(Access.drawToken()) : Optional.empty();
    }
    String text =
        InputFile.text(tokenFile, MOST_BYTES, "a token", "write 16 letters or more into it")
            .strip();
    requireOwn(tokenFile);
    return Optional.of(text);
  }

  private static void requireOwn(Path file) {
    try {
      UserError.unless(
          OWN.containsAll(Files.getPosixFilePermissions(file)),
          "--token-file %s is open to other users of this machine: chmod 600 it",
          file);
    } catch (UnsupportedOperationException e) {
      // Windows has no such permissions.
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + IoFault.reason(e), e);
    }
  }

  private void open(URI page) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("win")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", page.toString())
            : List.of(system.contains("mac") ? "open" : "xdg-open", page.toString());
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println(
              "amplia: no browser was found (" + IoFault.reason(e) + "): open the page yourself");
    }
  }
}
