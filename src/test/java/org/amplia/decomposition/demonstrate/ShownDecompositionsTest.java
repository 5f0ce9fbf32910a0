package org.amplia.decomposition.demonstrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.decomposition.demonstrate.DecompositionSession.Pace;
import org.amplia.question.QuerySpace;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be learned from is refused in one line that says where. */
class ShownDecompositionsTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  private static final Configuration LEARNER = Defaults.of("crossing", Method.of("reinforce"));

  @TempDir Path folder;

  private DecompositionsFile typed(int everySteps, String lines) {
    Path path = folder.resolve("mine.decompositions.json");
    try (Informant informant = Informant.untrained(CROSSING, LEARNER.environment(), 0.95);
        DecompositionSession session =
            new DecompositionSession(
                CROSSING, LEARNER.environment(), informant, new Pace(1, everySteps), 1)) {
      TerminalDecomposer person =
          new TerminalDecomposer(
              new BufferedReader(new StringReader(lines)),
              new PrintWriter(new StringWriter()),
              folder,
              informant);
      session.play(0, person, Map.of(), content -> new DecompositionsFile(path, content).write());
    }
    return DecompositionsFile.read(path);
  }

  @Test
  void itemsOutsideTheSpaceAreRefused() {
    DecompositionsFile file = typed(1, "UP\nDOWN\nreward/8/repeat\nram-9/8/repeat\n\n8\n\n2\n");
    ShownDecompositions shown =
        ShownDecompositions.of(file, CROSSING, LEARNER.environment(), LEARNER.view());
    assertThat(shown.again().states()).hasSize(1);
    // It is refused before anything is looked up.
    assertThatThrownBy(
            () ->
                ShownDecompositions.choices(
                    List.of(shown), null, new QuerySpace(new int[] {4, 5}), 2))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("mine.decompositions.json: key frame 1, UP: 'ram-9/8/repeat'")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aFolderHasItsFilesInOrder() throws Exception {
    DecompositionsFile file = typed(1, "UP\nDOWN\nreward/8/repeat\n\n8\n\n2\n");
    assertThat(ShownDecompositions.in(file.path())).containsExactly(file);
    Files.copy(file.path(), folder.resolve("another.decompositions.json"));
    assertThat(ShownDecompositions.in(folder))
        .extracting(one -> one.path().getFileName().toString())
        .containsExactly("another.decompositions.json", "mine.decompositions.json");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> ShownDecompositions.in(empty))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds no .decompositions.json file");
  }

  @Test
  void aFileThatAsksNothingIsRefused() {
    DecompositionsFile file = typed(1, "UP\nDOWN\n\n8\n\n2\n");
    assertRefused(file, "asks for no item");
  }

  @Test
  void aFileOfAnotherEpisodeIsRefused() throws Exception {
    DecompositionsFile file = typed(2, "UP\nDOWN\nreward/8/repeat\n\n8\n\n2\n");
    String state = file.content().keyFrames().get(0).state();
    String text = Files.readString(file.path());
    Files.writeString(file.path(), text.replace(state, "0".repeat(64)));
    assertRefused(DecompositionsFile.read(file.path()), "key frame 1 (step 0): the state is");
    Files.writeString(file.path(), text.replace("\"choices\" : \"bb\"", "\"choices\" : \"bc\""));
    assertRefused(DecompositionsFile.read(file.path()), "the episode does not replay");
    Files.writeString(file.path(), text.replace("\"frameSkip\" : 4", "\"frameSkip\" : 3"));
    assertThatThrownBy(() -> DecompositionsFile.read(file.path()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("episode");
  }

  private static void assertRefused(DecompositionsFile file, String problem) {
    assertThatThrownBy(
            () -> ShownDecompositions.of(file, CROSSING, LEARNER.environment(), LEARNER.view()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("mine.decompositions.json")
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("\n");
  }
}
