package org.amplia.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.amplia.cli.CapturedConsole;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeReplay;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody plays over a connection, as the page does. */
@Timeout(120)
class PlayTest {
  @TempDir Path folder;

  private Path runs;
  private Served served;
  private String token;

  @BeforeEach
  void serve() throws Exception {
    runs = Files.createDirectory(folder.resolve("runs")).toRealPath();
    served = new Served(runs);
    token = Player.token(served.address());
  }

  @AfterEach
  void close() {
    served.close();
  }

  private static Episode verified(Path file) {
    Episode episode = EpisodeFile.read(file);
    assertThat(
            EpisodeReplay.verify(episode, RomLibrary.fromEnvironment().open("crossing"))
                .identical())
        .isTrue();
    return episode;
  }

  private static void awaitFile(Path file) throws InterruptedException {
    for (int i = 0; i < 200 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    assertThat(file).exists();
  }

  @Test
  void gamesAreKeptOneAfterTheOtherAndTeachARun() throws Exception {
    Path shown = runs.resolve("human/play-crossing");
    try (Player player = new Player(served.address())) {
      player.hello(token, "crossing", "5");
      JsonNode opened = player.await("palette", "error");
      assertThat(opened.path("palette")).as(opened.toString()).hasSize(256);
      assertThat(opened.get("rows").asInt() * opened.get("columns").asInt()).isEqualTo(210 * 160);
      player.begin();
      player.say("press", "UP");
      Thread.sleep(2_000);
      player.say("release", "UP");
      Thread.sleep(200);
      assertThat(player.pictures()).isGreaterThan(60);
      player.say("end", "");
      JsonNode kept = player.await("file");
      Path file = Path.of(kept.get("file").asText());
      assertThat(file).isEqualTo(shown.resolve("crossing-human-s5-0000.episode.json"));
      assertThat(player.closed()).isEqualTo(1000);

      Episode episode = verified(file);
      assertThat(episode.frames()).isEqualTo(kept.get("frames").asInt());
      assertThat(episode.settings().frameSkip()).isOne();
      String choices = episode.choices();
      int first = choices.indexOf('b');
      int last = choices.lastIndexOf('b');
      assertThat(choices.substring(first, last + 1)).isEqualTo("b".repeat(last + 1 - first));
      assertThat(last - first).isBetween(90, 160);
      assertThat(episode.about())
          .containsEntry("source", "human")
          .containsEntry("demonstrator", "human")
          .containsEntry("seed", "5");
      assertThat(episode.about().get("session")).matches("[0-9a-f]{16}");
      assertThat(Instant.parse(episode.about().get("time"))).isBefore(Instant.now());
    }
    // A page that is closed in mid-game: the next free number.
    try (Player player = new Player(served.address())) {
      player.hello(token, "crossing", "5");
      player.begin();
      player.say("press", "UP");
      Thread.sleep(500);
      player.abort();
    }
    Path second = shown.resolve("crossing-human-s5-0001.episode.json");
    awaitFile(second);
    assertThat(verified(second).choices()).contains("bbbbbbbbbb");
    learns(shown);
  }

  /** As the page says. */
  private void learns(Path shown) {
    CapturedConsole console = new CapturedConsole();
    console.start();
    int code;
    try {
      code =
          console.run(
              "train",
              "crossing",
              "--method",
              "bc",
              "--out",
              runs.resolve("learned"),
              "--set",
              "demonstrations.from=" + shown,
              "--set",
              "evaluation.finalGames=1",
              "--set",
              "rounds.batches=5",
              "--set",
              "environment.maxEpisodeFrames=1200",
              "--set",
              "threads=1");
    } finally {
      console.stop();
    }
    assertThat(code).as(console.err()).isZero();
  }

  @Test
  void theGameWaitsWhileTheKeyboardIsElsewhere() throws Exception {
    try (Player player = new Player(served.address())) {
      player.hello(token, "crossing", "1");
      player.begin();
      player.say("away", "");
      JsonNode text = player.await("text");
      while (!text.get("text").asText().startsWith("the game waits")) {
        text = player.await("text");
      }
      Thread.sleep(1_000);
      player.say("press", "UP");
      Thread.sleep(500);
      player.say("end", "");
      int frames = player.await("file").get("frames").asInt();
      // 30 frames of no-op start at most, half a second, and what went by before it waited.
      assertThat(frames).isBetween(10, 85);
    }
  }

  @Test
  void aThirdGameAndTheSameFilesAreRefused() throws Exception {
    try (Player one = new Player(served.address());
        Player same = new Player(served.address());
        Player three = new Player(served.address())) {
      one.hello(token, "crossing", "1");
      one.await("palette");
      same.hello(token, "crossing", "1");
      assertThat(same.await("error").get("error").asText()).contains("is being written");
      assertThat(same.closed()).isEqualTo(1000);
      three.hello(token, "crossing", "2");
      three.await("palette");
      try (Player four = new Player(served.address())) {
        four.hello(token, "rally", "1");
        assertThat(four.await("error").get("error").asText()).contains("2 games", "end one");
      }
      one.say("jump", "");
      assertThat(one.await("error").get("error").asText()).contains("press, release");
      assertThat(one.closed()).isEqualTo(1008);
      three.send("{\"kind\":null,\"control\":null}");
      assertThat(three.await("error").get("error").asText()).contains("press, release");
    }
    // Nothing was played.
    try (Stream<Path> files = Files.walk(runs)) {
      assertThat(files.filter(file -> file.toString().endsWith(EpisodeFile.SUFFIX))).isEmpty();
    }
  }

  @Test
  void aLinkInPlaceOfTheFolderIsRefused() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createSymbolicLink(runs.resolve("human"), outside);
    try (Player player = new Player(served.address())) {
      player.hello(token, "crossing", "1");
      assertThat(player.await("error").get("error").asText()).contains("is a link or a file");
    }
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files).isEmpty();
    }
  }

  /** A process that is killed has lost the last second. */
  @Test
  void aKilledServerLeavesAGoodFile() throws Exception {
    Served server = Served.inProcess(runs);
    try (Player player = new Player(server.address())) {
      player.hello(Player.token(server.address()), "crossing", "7");
      player.begin();
      long begun = System.nanoTime();
      player.say("press", "UP");
      Thread.sleep(3_500);
      server.close();
      double seconds = (System.nanoTime() - begun) / 1e9;
      Episode kept =
          verified(runs.resolve("human/play-crossing/crossing-human-s7-0000.episode.json"));
      assertThat(kept.gameOver()).isFalse();
      // The last second, and a moment of a busy machine.
      assertThat(kept.frames()).isGreaterThan((int) (60 * (seconds - 2)));
      try (Served again = new Served(runs);
          Stream<Path> files = Files.list(runs.resolve("human/play-crossing"))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .allMatch(name -> name.endsWith(EpisodeFile.SUFFIX) || name.endsWith(".lock"));
      }
    } finally {
      server.close();
    }
  }
}
