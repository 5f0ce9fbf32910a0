package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStreams;
import org.amplia.observe.GameState;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.junit.jupiter.api.Test;

class CaseFileTest {
  private static final NoisyWorld WORLD = new NoisyWorld(new RandomStreams(3), 0);
  private static final List<Information> ITEM =
      List.of(new Information(new Feature.LeafValue(), 16));

  private static CaseFile file(int from, int to) {
    List<Case> cases =
        IntStream.range(from, to)
            .mapToObj(
                number ->
                    new Case(
                        new ActionValue(new GameState(null, new byte[] {(byte) number, 0}), 0),
                        0,
                        number))
            .toList();
    return WORLD.file(cases);
  }

  @Test
  void whatIsKnownOfTwoFilesIsKnownOfBothTogether() {
    CaseFile first = file(0, 3);
    CaseFile second = file(3, 7);
    first.lookUp(List.of(1), List.of(ITEM));
    second.lookUp(List.of(0, 2), List.of(ITEM, ITEM));

    CaseFile both = first.followedBy(second);
    assertThat(both.cases()).hasSize(7);
    assertThat(IntStream.range(0, 7).filter(number -> both.tells(number, ITEM.get(0))).toArray())
        .containsExactly(1, 3, 5);
    assertThat(both.findings(5, ITEM)).isEqualTo(second.findings(2, ITEM));
    assertThat(both.framesPlayed()).isEqualTo(first.framesPlayed() + second.framesPlayed());
    assertThat(both.framesPlayed(3)).isEqualTo(second.framesPlayed(0)).isPositive();
    assertThat(both.framesPlayed(5)).isEqualTo(second.framesPlayed(2)).isPositive();
    assertThat(both.framesPlayed(4)).isZero();

    // And what is not, is looked up as ever, without a trace in the two.
    both.lookUp(List.of(6), List.of(ITEM));
    assertThat(both.framesPlayed()).isGreaterThan(first.framesPlayed() + second.framesPlayed());
    assertThat(second.tells(3, ITEM.get(0))).isFalse();
  }
}
