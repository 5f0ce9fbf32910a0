package org.amplia.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.OutputPlaces;
import org.amplia.base.UserError;
import org.amplia.cli.option.ResultOptions;
import org.amplia.config.Configuration;
import org.amplia.experiment.Arm;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;

/**
 * The folder of a comparison. Its {@code comparison.json} holds what is compared, so that only the
 * same command goes on there.
 *
 * @param folder of the runs and the report
 * @param command its words, {@code ./amplia} the first
 */
public record Comparison(Path folder, List<String> command) {
  private static final List<String> NOT_COMPARED =
      List.of("--jobs", "--out", ResultOptions.CSV, ResultOptions.INTERVAL);

  /** Whether a command has begun one here. */
  public boolean isBegun() {
    return Files.exists(file());
  }

  /**
   * Refuses a folder of another comparison, or of something else.
   *
   * @throws UserError that says what to do
   */
  public void requireSame() {
    if (!isBegun()) {
      if (!Runs.isEmptyBut(ForcedRemoval.COMPARISON, folder)) {
        throw new UserError(
            folder + " exists and is not empty: give another --out, or --force to replace it");
      }
    } else if (!begun().equals(whatIsCompared(command))) {
      throw new UserError(
          folder + " holds another comparison: give another --out, or --force to replace it");
    }
  }

  /** Notes what is compared, if it is not there yet; the caller has the folder's lock. */
  public void begin() {
    requireSame();
    try {
      if (!isBegun()) {
        AtomicFile.write(file(), Json.pretty(whatIsCompared(command)));
      }
    } catch (IOException e) {
      throw OutputPlaces.fault("--out", folder, e);
    }
  }

  /**
   * The run of an arm, made if it is not there.
   *
   * @throws UserError if it was begun with another configuration, or cannot start
   */
  public RunFolder run(Configuration arm, Cartridge cartridge) {
    return Runs.begun(
        folder.resolve(Arm.folderName(arm)),
        arm,
        cartridge,
        command,
        "a changed --config file, or another version's defaults): give another --out, or --force to"
            + " replace all runs");
  }

  private Path file() {
    return folder.resolve(ForcedRemoval.COMPARISON);
  }

  private List<String> begun() {
    String text = InputFile.text(file(), 1 << 20, "a comparison", "`amplia compare` makes it");
    List<String> words = new ArrayList<>();
    for (JsonNode word : Json.read(text, ArrayNode.class, file().toString())) {
      if (!word.isTextual()) {
        throw new UserError(file() + " holds " + word + " where a command has a word");
      }
      words.add(word.asText());
    }
    return whatIsCompared(words);
  }

  /**
   * The words of a command without those that do not change the runs: how many are trained at once,
   * where they lie, whether something was replaced, how the results are printed.
   */
  private static List<String> whatIsCompared(List<String> command) {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < command.size(); i++) {
      String word = command.get(i);
      if (NOT_COMPARED.contains(word)) {
        i++;
      } else if (NOT_COMPARED.stream().noneMatch(option -> word.startsWith(option + "="))
          && !List.of("--force", "--json").contains(word)) {
        rest.add(word);
      }
    }
    return rest;
  }
}
