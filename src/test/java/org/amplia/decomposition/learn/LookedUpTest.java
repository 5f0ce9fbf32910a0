package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.junit.jupiter.api.Test;

class LookedUpTest {
  private static final List<Information> ITEMS =
      List.of(
          new Information(new Feature.RewardSum(), 1),
          new Information(new Feature.RewardSum(), 2),
          new Information(new Feature.RewardSum(), 4));
  private static final Information FIRST = new Information(new Feature.LeafValue(), 8);
  private static final Information SECOND = new Information(new Feature.LeafValue(), 16);

  @Test
  void halfOfTheDrawsAreBeginningsOfWhatIsAskedTogether() {
    LookedUp known = new LookedUp(ITEMS, List.of()).with(List.of(FIRST, SECOND));
    RandomStream random = new RandomStream(3);
    int[] sizes = new int[3];
    int asked = 0;
    int any = 0;
    for (int i = 0; i < 6000; i++) {
      List<Information> drawn = known.draw(2, random);
      sizes[drawn.size()]++;
      if (drawn.contains(FIRST) || drawn.contains(SECOND)) {
        assertThat(drawn).isEqualTo(List.of(FIRST, SECOND).subList(0, drawn.size()));
        asked++;
      } else if (!drawn.isEmpty()) {
        assertThat(ITEMS).containsAll(drawn);
        assertThat(drawn).doesNotHaveDuplicates();
        any++;
      }
    }
    assertThat(Arrays.stream(sizes).boxed()).allMatch(count -> count > 1850 && count < 2150);
    assertThat((double) asked / any).isBetween(0.9, 1.1);
  }

  @Test
  void whatThereIsIsDrawnFromWhereTheOtherIsMissing() {
    RandomStream random = new RandomStream(4);
    assertThat(new LookedUp(List.of(), List.of()).draw(2, random)).isEmpty();
    List<Information> seen = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      seen.addAll(new LookedUp(ITEMS, List.of()).draw(2, random));
      seen.addAll(new LookedUp(List.of(), List.of(List.of(FIRST))).draw(2, random));
    }
    assertThat(seen).contains(FIRST).containsAll(ITEMS);
    assertThat(new LookedUp(ITEMS, List.of(List.of(FIRST))).all())
        .containsExactly(ITEMS.get(0), ITEMS.get(1), ITEMS.get(2), FIRST);
  }
}
