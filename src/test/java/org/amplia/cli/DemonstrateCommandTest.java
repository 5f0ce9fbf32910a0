package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amplia.base.Json;
import org.junit.jupiter.api.Test;

/** Showing how to play and what to ask. */
class DemonstrateCommandTest extends CommandTest {
  @Test
  void demonstrationsAreRecordedShownAndLearnedFrom() throws IOException {
    Path shown = folder.resolve("shown");
    Object[] demonstrate = {
      "demonstrate", "crossing", "--demonstrator", "suboptimal", "--episodes", 2, "--out", shown
    };
    assertThat(run(demonstrate)).isZero();
    assertThat(stdout()).contains("crossing-suboptimal-s1-0000.episode.json: score");
    assertOneLineError(run(demonstrate));
    Path episode = shown.resolve("crossing-suboptimal-s1-0001.episode.json");
    assertValid("episode", List.of(Files.readString(episode)));
    assertThat(Json.MAPPER.readTree(episode.toFile()).at("/about/source").asText())
        .isEqualTo("scripted");
    Path video = folder.resolve("x.mp4");
    assertThat(run("replay", episode, "--mp4", video)).isZero();
    assertThat(video).isNotEmptyFile();
    assertOneLineError(run("replay", episode, "--mp4", video));
    pictures(episode);
    Path target = folder.resolve("learned");
    assertThat(run(small(target, "--method", "bc", "--set", "demonstrations.from=" + shown)))
        .as(console.err())
        .isZero();
    Files.writeString(episode, Files.readString(episode).replace("\"score\" : ", "\"score\" : 1"));
    assertOneLineError(run(small(folder.resolve("x"), "--set", "demonstrations.from=" + shown)));
  }

  private void pictures(Path episode) throws IOException {
    String before = Files.readString(episode);
    Path one = folder.resolve("1.png");
    Path two = folder.resolve("2.png");
    assertThat(run("replay", episode, "--png", 0, one, "--png", 9, two)).isZero();
    assertThat(Files.mismatch(one, two)).isPositive();
    Path link = Files.createSymbolicLink(folder.resolve("link.gif"), episode);
    Path second = Files.createLink(folder.resolve("second.gif"), episode);
    for (Path target : List.of(episode, link, second, folder.resolve("shown/../link.gif"))) {
      assertOneLineError(run("replay", episode, "--gif", target, "--force"));
      assertOneLineError(run("replay", episode, "--png", 1, target, "--force"));
    }
    Path same = folder.resolve("same");
    assertOneLineError(run("replay", episode, "--gif", same, "--mp4", folder + "/./same"));
    assertOneLineError(run("replay", episode, "--png", 1, same, "--png", 2, same));
    assertOneLineError(run("replay", episode, "--png", 1, same, "--png", 99_999, two));
    assertThat(same).doesNotExist();
    assertThat(Files.readString(episode)).isEqualTo(before);
    // What is read is not removed to make room.
    Path shown = episode.getParent();
    assertOneLineError(run(small(shown, "--force", "--set", "demonstrations.from=" + shown)));
    assertThat(Files.readString(episode)).isEqualTo(before);
  }

  @Test
  void aPersonShowsDecompositionsInTheTerminal() throws IOException {
    InputStream realIn = System.in;
    String typed = "jump\nUP\nNOOP\nreward/16/repeat\n\n8\n\n2\nUP\nDOWN\nreward/1";
    Object[] words = {
      "demonstrate", "crossing", "--decompositions", "--demonstrator", "human", "--out", folder
    };
    try {
      for (int game = 0; game < 2; game++) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        assertThat(run(words)).as(console.err()).isZero();
        Path file = folder.resolve("crossing-human-s1-000%d.decompositions.json".formatted(game));
        assertThat(stdout()).contains("'jump' is no action here", file + ": 1 key frame");
        assertValid("decompositions", List.of(Files.readString(file)));
        assertThat(run("replay", file, "--verify")).isZero();
        assertThat(stdout()).contains("1 answers at 1 key frames, looked up again: identical");
      }
    } finally {
      System.setIn(realIn);
    }
    Path picture = folder.resolve("crossing-human-s1-0000.pictures/step-00000.png");
    assertThat(picture).isNotEmptyFile();
    Path file = folder.resolve("crossing-human-s1-0000.decompositions.json");
    assertThat(run("replay", file, "--gif", folder.resolve("x.gif"))).isZero();
    assertOneLineError(run("replay", file, "--tree", 0));
    String good = Files.readString(file);
    Files.writeString(file, good.replace("\"answer\" : 0.0", "\"answer\" : 0.5"));
    assertThat(run("replay", file, "--verify", "--json")).isEqualTo(1);
    JsonNode found = Json.MAPPER.readTree(stdout());
    assertThat(found.get("identical").asBoolean()).isFalse();
    assertThat(found.get("step").asInt()).isZero();
    assertThat(found.get("explanation").asText()).contains("UP, item 1 (reward/16/repeat)");
    Files.writeString(file, good.replace("reward/16/repeat", "reward/17/repeat"));
    assertOneLineError(run("replay", file, "--verify"));
    assertThat(console.err()).contains("0000", "key frame 1", "UP, item 1");
  }
}
