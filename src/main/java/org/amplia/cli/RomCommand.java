package org.amplia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amplia.ale.GameFacts;
import org.amplia.base.Json;
import org.amplia.cli.terminal.ExitCode;
import org.amplia.rom.RomCatalogue;
import org.amplia.rom.RomImport;
import org.amplia.rom.RomImport.ImportResult;
import org.amplia.rom.RomLibrary;
import org.amplia.rom.RomLibrary.LibraryEntry;
import org.amplia.rom.RomSearch;
import org.amplia.rom.RomVerdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia rom …}. */
@Command(
    name = "rom",
    description = "Lists, imports and checks cartridges.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | import | check)",
    footer = {"", "Example:  ./amplia rom import ale_py-0.12.1-*.whl"})
final class RomCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      description =
          "Every game with its state (bundled, imported, missing, damaged), or all of some.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:  ./amplia rom list",
        "          ./amplia rom list pong breakout    # screen, actions, modes, difficulties"
      })
  int list(
      @Parameters(
              arity = "0..*",
              paramLabel = "GAME",
              description = "tell the screen, actions, modes and difficulties of these instead")
          List<String> games,
      @Option(names = "--json", description = "print JSON") boolean json) {
    RomLibrary library = RomLibrary.fromEnvironment();
    if (games != null) {
      return facts(games.stream().map(library::open).map(GameFacts::of).toList(), json);
    }
    PrintWriter out = spec.commandLine().getOut();
    List<LibraryEntry> entries = library.list();
    if (json) {
      out.println(Json.line(entries));
    } else {
      for (LibraryEntry entry : entries) {
        String status = entry.status().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        out.printf(Locale.ROOT, "%-22s %-11s %s%n", entry.name(), status, entry.title());
      }
    }
    out.flush();
    return 0;
  }

  private int facts(List<GameFacts> games, boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(games));
    } else {
      for (GameFacts game : games) {
        out.printf(Locale.ROOT, "%s (md5 %s)%n", game.game(), game.md5());
        out.printf(Locale.ROOT, "  screen        %d × %d%n", game.rows(), game.columns());
        out.printf(Locale.ROOT, "  actions       %s%n", String.join(" ", game.actions()));
        out.printf(Locale.ROOT, "  lives         %d at the start%n", game.lives());
        out.printf(Locale.ROOT, "  modes         %s%n", words(game.modes()));
        out.printf(Locale.ROOT, "  difficulties  %s%n", words(game.difficulties()));
        out.printf(
            Locale.ROOT,
            "  states        %s%n",
            game.restorable() ? "restored exactly" : "refused");
      }
    }
    out.flush();
    return 0;
  }

  private static String words(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Command(
      name = "import",
      description = "Takes over ROMs from the ale-py wheel, a zip, a folder or a file.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:  ./amplia rom import ale_py-0.12.1-*.whl"})
  int importFrom(
      @Parameters(arity = "1..*", paramLabel = "PATH") List<Path> paths,
      @Option(names = "--json", description = "print JSON") boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    ImportResult result = new RomImport(RomLibrary.fromEnvironment()).from(paths);
    if (json) {
      out.println(Json.line(result));
    } else {
      out.printf(
          Locale.ROOT,
          "%d imported, %d already there, %d skipped%n",
          result.imported().size(),
          result.alreadyThere().size(),
          result.skipped().size());
      result
          .skipped()
          .forEach(v -> out.printf(Locale.ROOT, "  skipped %s: %s%n", v.path(), v.explanation()));
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "check",
      description = "What a file is, and why it would be refused.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:  ./amplia rom check pong.bin"})
  int check(
      @Parameters(arity = "1..*", paramLabel = "PATH") List<Path> paths,
      @Option(names = "--json", description = "print JSON") boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    List<RomVerdict> verdicts = new ArrayList<>();
    paths.forEach(path -> verdicts.addAll(RomSearch.check(RomCatalogue.standard(), path)));
    if (json) {
      out.println(Json.line(verdicts));
    } else {
      verdicts.forEach(v -> out.printf(Locale.ROOT, "%s: %s%n", v.path(), v.explanation()));
    }
    out.flush();
    return verdicts.stream().allMatch(RomVerdict::accepted) ? 0 : ExitCode.USER_ERROR;
  }
}
