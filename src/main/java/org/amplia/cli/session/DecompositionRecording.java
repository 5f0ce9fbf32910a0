package org.amplia.cli.session;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.amplia.ale.UnsavedRules;
import org.amplia.ask.RunInformants;
import org.amplia.base.PathName;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.decomposition.demonstrate.DecompositionDemonstration;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator;
import org.amplia.decomposition.demonstrate.DecompositionSession;
import org.amplia.decomposition.demonstrate.DecompositionSession.Pace;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.Informant;
import org.amplia.decomposition.demonstrate.ScriptedDecomposer;
import org.amplia.decomposition.demonstrate.TerminalDecomposer;
import org.amplia.env.EnvironmentSettings;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.ScriptedDemonstrator;
import org.amplia.rom.Cartridge;
import picocli.CommandLine;

/** What {@code demonstrate --decompositions} does: plays games and writes a file for each. */
public final class DecompositionRecording implements AutoCloseable {
  private final Cartridge cartridge;
  private final Optional<Path> run;
  private final String who;
  private final double randomShare;
  private final long seed;
  private final EnvironmentSettings settings;
  private final Informant informant;

  /**
   * Prepares look-ups.
   *
   * @param run whose agent answers, if any
   * @param sticky probability; null for the usual one, which is 0 for people
   */
  public DecompositionRecording(
      Cartridge cartridge,
      Optional<Path> run,
      String who,
      double randomShare,
      Double sticky,
      long seed) {
    this.cartridge = cartridge;
    this.run = run;
    this.who = who;
    this.randomShare = randomShare;
    this.seed = seed;
    UnsavedRules.refuse(cartridge.rules());
    EnvironmentSettings usual = RunInformants.settings(run, cartridge);
    double probability = sticky != null ? sticky : isHuman() ? 0 : usual.stickyProbability();
    settings = usual.withStickyProbability(probability);
    informant = RunInformants.open(run, cartridge, settings, RunInformants.discount(cartridge));
  }

  private boolean isHuman() {
    return who.equals(DecompositionDemonstration.HUMAN);
  }

  /** Plays games, the first of that number; of each a file is written after every key frame. */
  public void play(int first, int games, Pace pace, IntFunction<Path> files, CommandLine command) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (DecompositionSession session =
        new DecompositionSession(cartridge, settings, informant, pace, seed)) {
      for (int i = first; i < first + games; i++) {
        Path file = files.apply(i);
        command.getErr().printf(Locale.ROOT, "%s shows game %d …%n", who, i);
        int shown =
            isHuman()
                ? play(
                    session,
                    i,
                    new TerminalDecomposer(in, command.getOut(), pictures(file), informant),
                    file)
                : scripted(session, i, file);
        say(command.getOut(), file, shown);
        if (isHuman() && shown < pace.keyFrames()) {
          break;
        }
      }
    }
    command
        .getErr()
        .printf(Locale.ROOT, "looking up took %,d emulator frames%n", informant.frames());
  }

  private int scripted(DecompositionSession session, int index, Path file) {
    Demonstrator player = ScriptedDemonstrator.of(who).create(cartridge.game(), randomShare);
    try (ScriptedDecomposer demonstrator =
        new ScriptedDecomposer(
            who, player, cartridge, settings, informant, new RandomStreams(seed), index)) {
      return play(session, index, demonstrator, file);
    }
  }

  private int play(
      DecompositionSession session, int index, DecompositionDemonstrator demonstrator, Path file) {
    Map<String, String> about =
        run.map(folder -> Map.of("run", PathName.last(folder.toAbsolutePath().normalize())))
            .orElse(Map.of());
    return session.play(
        index, demonstrator, about, content -> new DecompositionsFile(file, content).write());
  }

  private static void say(PrintWriter out, Path file, int shown) {
    out.println(
        shown == 0
            ? "no key frame was shown, so there is no file"
            : RootLocale.format("%s: %d key frame%s", file, shown, shown == 1 ? "" : "s"));
    out.flush();
  }

  private static Path pictures(Path file) {
    String name = PathName.last(file);
    return file.resolveSibling(
        name.substring(0, name.length() - DecompositionsFile.SUFFIX.length()) + ".pictures");
  }

  @Override
  public void close() {
    informant.close();
  }
}
