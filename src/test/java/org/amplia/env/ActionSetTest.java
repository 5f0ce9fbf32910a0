package org.amplia.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.amplia.ale.ActionName;
import org.amplia.ale.ActionName.Control;
import org.amplia.env.AtariEnvironment.ActionSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionSetTest {
  /** NOOP, FIRE, RIGHT, LEFT, RIGHTFIRE, LEFTFIRE: Space Invaders. */
  private static final ActionSet SIDEWAYS = new ActionSet(List.of(0, 1, 3, 4, 11, 12));

  @ParameterizedTest
  @CsvSource({"0,0", "3,2", "6,2", "8,2", "14,4", "17,5", "2,0", "10,1", "5,0", "13,1"})
  void whatHasNoEffectIsLeftOut(int aleAction, int index) {
    assertThat(SIDEWAYS.indexOf(aleAction)).isEqualTo(index);
  }

  @Test
  void everyActionOfTheFullSetIsItself() {
    ActionSet all = new ActionSet(IntStream.range(0, 18).boxed().toList());
    for (int action = 0; action < 18; action++) {
      assertThat(all.indexOf(action)).isEqualTo(action);
      assertThat(ActionName.withControls(ActionName.controls(action))).isEqualTo(action);
    }
  }

  @Test
  void oppositeDirectionsCancelEachOther() {
    assertThat(ActionName.withControls(Set.of())).isZero();
    assertThat(ActionName.withControls(EnumSet.allOf(Control.class))).isEqualTo(1);
    assertThat(ActionName.withControls(EnumSet.of(Control.LEFT, Control.RIGHT, Control.DOWN)))
        .isEqualTo(5);
  }
}
