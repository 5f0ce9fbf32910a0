package org.amplia.decomposition.demonstrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.junit.jupiter.api.Test;

/** What the three programs ask for. */
class ScriptedDecomposerTest {
  private static List<List<String>> asked(DecompositionDemonstration shown) {
    return shown.keyFrames().stream()
        .flatMap(keyFrame -> keyFrame.considered().stream())
        .map(one -> one.asked().stream().map(AskedItem::item).toList())
        .toList();
  }

  @Test
  void thePlannerAlwaysAsksForWhatMatters() {
    assertThat(asked(ShownGames.planner(3)))
        .hasSize(9)
        .allMatch(List.of("reward/64/demonstrator", "reward/16/demonstrator")::equals);
  }

  @Test
  void theSuboptimalOneAsksForAnythingInAShareOfCases() {
    DecompositionDemonstration shown = ShownGames.suboptimal(20);
    List<String> items = asked(shown).stream().flatMap(List::stream).toList();
    long usual = items.stream().filter(item -> item.matches("reward/(64|16)/demonstrator")).count();
    assertThat(items).hasSize(120);
    assertThat(usual).isBetween(42L, 80L);
    assertThat(shown.episode().about()).containsEntry("randomShare", "0.5");
    assertThat(shown.source()).isEqualTo("scripted");
    Set<String> others = Set.copyOf(items);
    assertThat(others).anyMatch(item -> item.startsWith("ram-")).hasSizeGreaterThan(20);
    assertThat(ShownGames.suboptimal(20)).isEqualTo(shown);
  }

  @Test
  void theUnreproducibleOneAsksAsFarAsPointsReallyCome() {
    DecompositionDemonstration shown = ShownGames.unreproducible(12, 8);
    Set<String> first =
        asked(shown).stream().map(items -> items.get(0)).collect(Collectors.toSet());
    assertThat(first).contains("reward/64/demonstrator").hasSizeGreaterThan(1);
    assertThat(ShownGames.verify(shown).identical()).isTrue();
  }

  @Test
  void whatFollowsIsRewardsAndLeafOfTheLongestHorizon() {
    assertThat(Conclusion.following(List.of())).isEqualTo(new Conclusion(Conclusion.RETURN, 0));
    assertThat(
            Conclusion.following(
                    List.of(
                        new AskedItem("reward/16/policy", 5),
                        new AskedItem("leaf-value/32/policy", 0.5),
                        new AskedItem("reward/32/policy", 0.25),
                        new AskedItem("reward/32/noop", 7),
                        new AskedItem("ram-3/64/policy", 9)))
                .value())
        .isEqualTo(0.75);
    assertThat(
            Conclusion.following(
                    List.of(
                        new AskedItem("reward/16/policy", 5),
                        new AskedItem("outcome/32/policy", 0.5),
                        new AskedItem("reward/32/policy", 0.25)))
                .value())
        .isEqualTo(0.5);
  }
}
