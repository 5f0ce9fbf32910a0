package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InformationChooserTest {
  private static final QuerySpace SPACE = new QuerySpace(new int[] {7});
  private static final int MOST = SPACE.size() - 1;
  private static final Dossier DOSSIER =
      new Dossier(
          new InputEncoder.Scaled(2), SPACE, 3, new ReturnBins(new double[] {0, 1, 2}), MOST);
  private static final byte[] NOTHING_KNOWN = question(0);

  private final InformationChooser chooser =
      new InformationChooser(
          new Network(
              new Architecture.Mlp(DOSSIER.encoder().features(), 8, SPACE.size(), 0, 0),
              DOSSIER.encoder(),
              new RandomStream(1)),
          DOSSIER);

  /** The first items are known, with answers of 0, which no column shows. */
  private static byte[] question(int known) {
    List<Finding> findings =
        IntStream.range(0, known).mapToObj(i -> new Finding(SPACE.at(i), 0)).toList();
    return DOSSIER.bytes(new byte[2], 1, 0.5, findings);
  }

  @AfterEach
  void close() {
    chooser.close();
  }

  @Test
  void whatIsKnownIsNoAnswer() {
    byte[] allButOne = question(MOST);
    Information last = SPACE.at(MOST);
    List<byte[]> questions = Collections.nCopies(20, allButOne);
    byte[][] asked = questions.toArray(byte[][]::new);
    assertThat(chooser.samples(asked, new RandomStream(2))).containsOnly(last);
    assertThat(chooser.modes(asked)).containsOnly(last);
    assertThat(chooser.logProbabilities(new byte[][] {allButOne}, List.of(last))[0])
        .isCloseTo(0, within(1e-9));
    assertThat(chooser.logProbabilities(new byte[][] {allButOne}, List.of(SPACE.at(0)))[0])
        .isLessThan(-20);
  }

  @Test
  void whereNothingIsKnownEveryItemMayBeAsked() {
    double sum =
        IntStream.range(0, SPACE.size())
            .mapToDouble(
                i ->
                    Math.exp(
                        chooser
                            .logProbabilities(new byte[][] {NOTHING_KNOWN}, List.of(SPACE.at(i)))[
                            0]))
            .sum();
    assertThat(sum).isCloseTo(1, within(1e-6));
    assertThat(chooser.scores(new byte[][] {NOTHING_KNOWN})[0])
        .doesNotContain(Float.NEGATIVE_INFINITY);
  }

  @Test
  void anAnswerIsRaisedAndOneThatIsKnownMovesNothing() {
    byte[][] asked = {question(2)};
    Information shown = SPACE.at(2);
    double before = chooser.logProbabilities(asked, List.of(shown))[0];
    Raise.answers(chooser, asked, List.of(SPACE.at(0)), new double[] {1}, new Adam(0.01, 100, 5));
    assertThat(chooser.logProbabilities(asked, List.of(shown))[0]).isEqualTo(before);

    Adam optimiser = new Adam(0.01, 100, 5);
    for (int i = 0; i < 20; i++) {
      Raise.answers(chooser, asked, List.of(shown), new double[] {1}, optimiser);
    }
    assertThat(chooser.logProbabilities(asked, List.of(shown))[0]).isGreaterThan(before + 0.1);
  }
}
