package org.amplia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.base.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia schema}. */
@Command(
    name = "schema",
    description = {
      "Prints the JSON Schema of a kind of file that this program writes.",
      "Kinds: run (run.json), metrics and evaluations (a line of a run's .jsonl files), results"
          + " (report/results.json), episode, demonstrations, decompositions, transcript."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia schema run"})
final class SchemaCommand implements Callable<Integer> {
  private static final List<String> NAMES =
      List.of(
          "run",
          "metrics",
          "evaluations",
          "results",
          "episode",
          "demonstrations",
          "decompositions",
          "transcript");

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "one of these kinds")
  String name;

  @Override
  public Integer call() throws IOException {
    if (!NAMES.contains(name)) {
      throw new UserError("there is no schema '" + name + "': choose one of " + NAMES);
    }
    try (InputStream schema =
        SchemaCommand.class.getResourceAsStream("/org/amplia/schema/" + name + ".schema.json")) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
      out.flush();
    }
    return 0;
  }
}
