package org.amplia.decomposition.demonstrate;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStreams;
import org.amplia.decomposition.demonstrate.DecompositionSession.Pace;
import org.amplia.env.EnvironmentSettings;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.PlannerDemonstrator;
import org.amplia.overseer.SimpleRule;
import org.amplia.overseer.SuboptimalDemonstrator;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;

/** Demonstrated decompositions for tests, of the bundled crossing, without a trained agent. */
final class ShownGames {
  static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  static final EnvironmentSettings SETTINGS = EnvironmentSettings.STANDARD;
  static final double DISCOUNT = 0.95;
  static final long SEED = 3;
  private static final int EVERY_STEPS = 4;
  private static final int PLANNED_STEPS = 4;

  private ShownGames() {}

  static Informant informant() {
    return Informant.untrained(CROSSING, SETTINGS, DISCOUNT);
  }

  static DecompositionDemonstration suboptimal(int keyFrames) {
    return scripted(
        "suboptimal", new SuboptimalDemonstrator(SimpleRule.CROSS, 0.5), keyFrames, EVERY_STEPS);
  }

  static DecompositionDemonstration planner(int keyFrames) {
    return scripted(
        "planner", new PlannerDemonstrator(PLANNED_STEPS, "crossing"), keyFrames, EVERY_STEPS);
  }

  static DecompositionDemonstration unreproducible(int keyFrames, int everySteps) {
    return scripted(
        "unreproducible",
        new PlannerDemonstrator(PLANNED_STEPS, "crossing", true),
        keyFrames,
        everySteps);
  }

  private static DecompositionDemonstration scripted(
      String name, Demonstrator player, int keyFrames, int everySteps) {
    try (Informant informant = informant();
        ScriptedDecomposer demonstrator =
            new ScriptedDecomposer(
                name, player, CROSSING, SETTINGS, informant, new RandomStreams(SEED), 0)) {
      List<DecompositionDemonstration> kept =
          play(demonstrator, informant, new Pace(keyFrames, everySteps));
      return kept.get(kept.size() - 1);
    }
  }

  /** What was kept after each key frame, and what was said. */
  record Session(List<DecompositionDemonstration> kept, String said) {}

  /** A session at the terminal with that input. */
  static Session typed(Path pictures, int keyFrames, String... lines) {
    StringWriter said = new StringWriter();
    try (Informant informant = informant()) {
      TerminalDecomposer person =
          new TerminalDecomposer(
              new BufferedReader(new StringReader(String.join("\n", lines) + "\n")),
              // Whoever is asked must see the question at once: what is not flushed is lost here.
              new PrintWriter(new BufferedWriter(said)),
              pictures,
              informant);
      return new Session(
          play(person, informant, new Pace(keyFrames, EVERY_STEPS)), said.toString());
    }
  }

  private static List<DecompositionDemonstration> play(
      DecompositionDemonstrator demonstrator, Informant informant, Pace pace) {
    List<DecompositionDemonstration> kept = new ArrayList<>();
    try (DecompositionSession session =
        new DecompositionSession(CROSSING, SETTINGS, informant, pace, SEED)) {
      session.play(0, demonstrator, Map.of(), kept::add);
    }
    return kept;
  }

  static DecompositionReplay.Verification verify(DecompositionDemonstration shown) {
    return DecompositionReplay.verify(
        new DecompositionsFile(Path.of("shown.decompositions.json"), shown),
        CROSSING,
        () ->
            Informant.untrained(CROSSING, shown.episode().settings(), shown.answers().discount()));
  }
}
