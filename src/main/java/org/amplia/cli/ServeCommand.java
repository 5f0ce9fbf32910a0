package org.amplia.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.amplia.base.IoFault;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.terminal.StopNote;
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
          + " runs are only read. It answers this machine alone. Ctrl-C ends it; the runs go on."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia serve",
      "          ./amplia serve --runs runs/compare-crossing --port 9000 --open"
    })
final class ServeCommand implements Callable<Integer> {
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
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description =
          "127.0.0.1, localhost or ::1: there is no password, so nobody else is answered (default:"
              + " ${DEFAULT-VALUE})")
  String host;

  @Option(names = "--open", description = "open the page in the browser")
  boolean open;

  @Override
  public Integer call() throws InterruptedException {
    OptionRange.check("--port", port, 0, 65_535);
    Dashboard dashboard = new Dashboard(runs, host, port);
    try (StopNote ended = new StopNote(dashboard::close)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("dashboard:  " + dashboard.address());
      out.flush();
      if (open) {
        open(dashboard.address());
      }
      new CountDownLatch(1).await(); // until the process is told to stop
    } finally {
      dashboard.close();
    }
    return 0;
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
