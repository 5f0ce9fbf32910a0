package org.amplia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amplia.ale.GameFacts;
import org.amplia.base.Json;
import org.amplia.rom.RomCatalogue;
import org.amplia.rom.RomImport;
import org.amplia.rom.RomImport.ImportResult;
import org.amplia.rom.RomLibrary;
import org.amplia.rom.RomLibrary.LibraryEntry;
import org.amplia.rom.RomSearch;
import org.amplia.rom.RomSearch.RomVerdict;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia rom …}. */
@Command(
    name = "rom",
    description = "Lists games and their ROMs (cartridge files), imports ROMs, or checks them.",
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
      description = {
        "Lists every game that the emulator supports: name, state of its ROM, title.",
        "States: bundled (comes with this program), imported (with `rom import`), missing (import"
            + " it to play the game), damaged (its checksum is wrong: import it again), two player (cannot be played).",
        "For a GAME: screen, actions, lives, the values of environment.mode and "
            + "environment.difficulty, and whether a saved state is restored exactly, as "
            + "look-ahead needs."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:  ./amplia rom list",
        "          ./amplia rom list crossing    # what can be set for it"
      })
  int list(
      @Parameters(
              arity = "0..*",
              paramLabel = "GAME",
              description =
                  "print the facts about these games instead; their ROMs have to be there")
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
        String status = entry.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
        out.printf(
            Locale.ROOT,
            "  lives         %s%n",
            game.lives() == 0 ? "none (the game counts no lives)" : game.lives() + " at the start");
        out.printf(Locale.ROOT, "  modes         %s%n", words(game.modes()));
        out.printf(Locale.ROOT, "  difficulties  %s%n", words(game.difficulties()));
        out.printf(
            Locale.ROOT,
            "  save, restore %s%n",
            game.restorable() ? "exact" : "not exact: refused");
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
      description = {
        "Imports ROMs, so that their games can be played.",
        "They are copied into the library of this program (~/.amplia/roms, or roms/ in the folder"
            + " that AMPLIA_HOME names). Files that are no known ROM are skipped, with the reason."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:  ./amplia rom import ale_py-0.12.1-*.whl"})
  int importFrom(
      @Parameters(
              arity = "1..*",
              paramLabel = "PATH",
              description = "the ale-py wheel, a zip, a folder, or a single ROM")
          List<Path> paths,
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
      description = "Says which game a file is the ROM of, or why `rom import` would refuse it.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:  ./amplia rom check pong.bin"})
  int check(
      @Parameters(arity = "1..*", paramLabel = "PATH", description = "files or folders")
          List<Path> paths,
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
    return verdicts.stream().allMatch(RomVerdict::accepted) ? 0 : CommandLine.ExitCode.USAGE;
  }
}
