package org.amplia.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
  @Test
  void plainWordsStayAsTheyAre() {
    assertThat(ShellWords.line(List.of("./amplia", "train", "--set", "a.b=1e-3", "x,y")))
        .isEqualTo("./amplia train --set a.b=1e-3 x,y");
  }

  @Test
  void aShellMakesTheSameWords() throws IOException {
    assumeThat(Path.of("/bin/sh")).exists();
    List<String> words =
        List.of(
            "two words",
            "it's",
            "\"x\"",
            "",
            "$HOME",
            "`id`",
            "$(id)",
            "a;b",
            "a&b",
            "*",
            "~",
            "~x",
            "\\",
            "a\\'b",
            "#x",
            "!!",
            "a|b>c<d",
            "{1,2}",
            "[ab]",
            "?",
            "(x)",
            "ä é 日",
            "two\nlines",
            "=ls",
            "-",
            "--set",
            "key={\"a\": 1}",
            "\ttab ",
            "'",
            "''");
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", "printf '%s\\000' " + ShellWords.line(words)).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(List.of(said.split("\0", -1)).subList(0, words.size())).isEqualTo(words);
  }
}
