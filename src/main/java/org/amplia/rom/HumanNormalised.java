package org.amplia.rom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.amplia.base.NumberText;
import org.amplia.rom.RomCatalogue.Game;

/**
 * The scale of human-normalised scores of one game: 0 is random play, 1 a professional human tester
 * (Mnih et al. 2015, Wang et al. 2016; {@code docs/protocol.md} says which numbers are whose).
 * Known for the 57 games of the usual benchmark, never for the bundled games.
 *
 * @param game the name in the catalogue
 * @param randomScore points a game of random play, as published
 * @param humanScore points a game of the tester, as published; above {@code randomScore}
 */
public record HumanNormalised(String game, double randomScore, double humanScore) {
  private static final Map<String, HumanNormalised> ALL = load();

  public HumanNormalised {
    if (!(humanScore > randomScore)) {
      throw new IllegalArgumentException(game + ": the human must have more points than chance");
    }
  }

  /** The scale of a game, spelt as freely as in the catalogue; empty where none is published. */
  public static Optional<HumanNormalised> of(String game) {
    return RomCatalogue.standard().byName(game).map(Game::name).map(ALL::get);
  }

  /** {@code points} on this scale: (points − random) / (human − random), of any size. */
  public double score(double points) {
    return (points - randomScore) / (humanScore - randomScore);
  }

  private static Map<String, HumanNormalised> load() {
    try (InputStream in = HumanNormalised.class.getResourceAsStream("human-scores.tsv")) {
      Map<String, HumanNormalised> scales = new HashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(
              cells ->
                  new HumanNormalised(
                      cells[0], NumberText.decimal(cells[1]), NumberText.decimal(cells[2])))
          .forEach(scale -> scales.put(scale.game(), scale));
      return Map.copyOf(scales);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
