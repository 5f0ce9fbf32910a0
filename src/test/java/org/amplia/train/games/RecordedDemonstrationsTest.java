package org.amplia.train.games;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.observe.GamePool;
import org.amplia.overseer.DemonstratedGames;
import org.amplia.overseer.ScriptedDemonstrator;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.train.rounds.TrainingTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Episodes in a folder in place of a demonstrator. */
class RecordedDemonstrationsTest {
  private static final int GAMES = 2;

  @TempDir Path folder;

  private final Cartridge cartridge = new RomLibrary(Path.of("none")).open("crossing");

  private Configuration configuration(String... settings) {
    ConfigurationReader reader =
        new ConfigurationReader(
            new ConfigurationReader(TrainingTest.small(Method.BC, 0, 1))
                .set("environment.maxEpisodeFrames=500")
                .set("demonstrations.from=" + folder)
                .resolve());
    List.of(settings).forEach(reader::set);
    return reader.resolve();
  }

  private void record(EnvironmentSettings settings) {
    try (DemonstratedGames games =
        new DemonstratedGames(
            cartridge, settings, ScriptedDemonstrator.SUBOPTIMAL.create("crossing", 0.3), 1)) {
      for (int i = 0; i < GAMES; i++) {
        EpisodeFile.write(
            folder.resolve(i + EpisodeFile.SUFFIX),
            games.play(i, Map.of("demonstrator", "suboptimal")));
      }
    }
  }

  private List<GameResult> recorded(Configuration configuration) {
    return new RecordedDemonstrations(configuration, cartridge).games().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "pixels"})
  void recordedGamesTeachWhatTheDemonstratorItselfWouldHave(String observation) {
    Configuration configuration = configuration("observation=" + observation);
    record(configuration.environment());
    RandomStreams streams = new RandomStreams(configuration.seed());
    try (GamePool pool =
        new GamePool(
            cartridge,
            configuration.environment(),
            configuration.view(),
            streams.stream("console").nextInt(Integer.MAX_VALUE),
            1)) {
      List<GameResult> live =
          new Play(pool, configuration.overseer().discount())
              .demonstrate(
                  configuration.demonstrations().of(configuration.game()),
                  GAMES,
                  game -> streams.stream("demonstrator", game));
      assertThat(shown(recorded(configuration))).isEqualTo(shown(live));
    }
  }

  private static List<String> shown(List<GameResult> games) {
    List<String> lines = new ArrayList<>();
    for (GameResult game : games) {
      lines.add(game.score() + " points in " + game.frames());
      for (Return step : game.returns()) {
        lines.add(Arrays.hashCode(step.observation()) + " " + step.action() + " " + step.value());
      }
    }
    return lines;
  }

  @Test
  void gamesPlayedFrameByFrameAreCutIntoTheLearnersSteps() {
    Configuration configuration = configuration();
    record(configuration.environment().withFrameSkip(1).withStickyProbability(0));
    List<GameResult> games = recorded(configuration);
    for (int i = 0; i < GAMES; i++) {
      Episode episode = EpisodeFile.read(folder.resolve(i + EpisodeFile.SUFFIX));
      assertThat(games.get(i).frames()).isEqualTo(episode.frames());
      assertThat(games.get(i).score()).isEqualTo((double) episode.score());
      assertThat(games.get(i).returns()).hasSize((episode.steps() + 3) / 4);
      int[] seen = new int[3];
      games.get(i).returns().forEach(step -> seen[step.action()]++);
      // Three quarters of the frames go up, so nearly all groups of four do.
      assertThat(seen[1]).isGreaterThan(games.get(i).returns().size() * 8 / 10);
    }
  }

  @Test
  void aMinimalSetIsUnderstoodInAllActionsAndBack() {
    Configuration all = configuration("environment.fullActionSet=true");
    record(all.environment());
    Configuration minimal = configuration();
    assertThat(recorded(all).get(0).returns()).anyMatch(step -> step.action() > 2);
    assertThat(recorded(minimal).get(0).returns())
        .hasSameSizeAs(recorded(all).get(0).returns())
        .allMatch(step -> step.action() <= 2);
    record(minimal.environment());
    assertThat(recorded(all).get(0).returns())
        .allMatch(step -> List.of(0, 2, 5).contains(step.action()));
  }

  @Test
  void aFolderWithoutEpisodesIsRefused() throws IOException {
    assertRefused(configuration(), "holds no .episode.json");
    assertRefused(
        configuration("demonstrations.from=nosuchfolder"), "nosuchfolder is not a folder");
    Files.writeString(folder.resolve("x" + EpisodeFile.SUFFIX), "{}");
    assertRefused(configuration(), "x.episode.json");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"game\" : \"crossing\"', '\"game\" : \"pong\"', recorded with pong",
    "'\"score\" : ', '\"score\" : 1', does not replay",
    "'\"mode\" : -1', '\"mode\" : 1', mode",
    "'\"choices\" : \"', '\"choices\" : \"r', agent steps",
    "'\"frames\" : 500', '\"frames\" : 499', letters"
  })
  void whatDoesNotReplayIsRefused(String from, String to, String problem) throws IOException {
    Configuration configuration = configuration();
    record(configuration.environment());
    Path file = folder.resolve("1.episode.json");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
    assertRefused(configuration, problem);
  }

  private void assertRefused(Configuration configuration, String problem) {
    assertThatThrownBy(() -> recorded(configuration))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("\n");
  }
}
