package org.amplia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.amplia.base.FolderLock;
import org.amplia.base.OutputPlaces;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.cli.option.NumberOption;
import org.amplia.cli.option.OptionRange;
import org.amplia.dataset.AtariHead;
import org.amplia.dataset.Demonstrations;
import org.amplia.dataset.DemonstrationsFile;
import org.amplia.rom.RomCatalogue;
import org.amplia.rom.RomCatalogue.Game;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia import-demonstrations}. */
@Command(
    name = "import-demonstrations",
    description = {
      "Imports games that people played, from the Atari-HEAD data set.",
      "`train` can learn from them. A trial is one recording: a .txt file and a .tar.bz2 file of"
          + " the same name."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia import-demonstrations atari-head/ms_pacman",
      "then:     ./amplia train ms_pacman \\",
      "              --set demonstrations.from=demonstrations/ms_pacman-atari-head",
      "docs/episodes.md says where to get the data set."
    })
final class ImportDemonstrationsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "a folder of trials of one game, or one trial")
  Path path;

  @Option(
      names = "--game",
      paramLabel = "GAME",
      description = "the game (default: the name of the trials' folder)")
  String game;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the imported files (default: demonstrations/GAME-atari-head)")
  Path out;

  @Option(
      names = "--validation",
      paramLabel = "P",
      defaultValue = "0.1",
      description =
          "share of the games that is kept for validation, 0 … 1; trials that go on with a saved"
              + " game stay with the one that saved it (default: ${DEFAULT-VALUE})")
  double validation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = NumberOption.Seed.class,
      defaultValue = "1",
      description = "seed of the choice of validation games (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(names = "--gaze", description = "keep where the person looked; the files become large")
  boolean gaze;

  @Option(names = "--force", description = "replace demonstrations that exist")
  boolean force;

  @Override
  public Integer call() {
    OptionRange.check("--validation", validation, 0, 1);
    List<Path> trials = AtariHead.trials(path);
    String name = gameOf(trials.get(0));
    AtariHead dataSet = new AtariHead(name, gaze, validation, seed);
    Path folder = out == null ? Path.of("demonstrations", name + "-atari-head") : out;
    try (FolderLock lock = FolderLock.take(folder)) {
      checkOutputs(trials, folder);
      dataSet.run(trials, folder, this::print);
    }
    return 0;
  }

  private void checkOutputs(List<Path> trials, Path folder) {
    OutputPlaces outputs = new OutputPlaces(force);
    for (Path trial : trials) {
      outputs.reads(trial).reads(AtariHead.archive(trial));
    }
    for (Path trial : trials) {
      Path target = AtariHead.target(trial, folder);
      outputs.replaces("--out", target, DemonstrationsFile::read);
      outputs.file("--out", DemonstrationsFile.picturesOf(target));
    }
  }

  private String gameOf(Path trial) {
    String called =
        game != null
            ? game
            : PathName.last(Objects.requireNonNull(trial.toAbsolutePath().getParent()));
    // Folders of trials without a time limit end like this.
    String plain = called.replaceFirst("_?highscore$", "");
    return RomCatalogue.standard()
        .byName(plain)
        .map(Game::name)
        .orElseThrow(
            () ->
                UserError.of("no game is called '%s': name the trials' game with --game", called));
  }

  private void print(Path file, Demonstrations imported) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %,d steps, score %,d, for %s%n",
        file,
        imported.steps(),
        imported.score(),
        imported.split().name().toLowerCase(Locale.ROOT));
    out.flush();
  }
}
