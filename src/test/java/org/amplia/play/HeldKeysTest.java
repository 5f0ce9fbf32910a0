package org.amplia.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.amplia.ale.ActionName.Control;
import org.junit.jupiter.api.Test;

class HeldKeysTest {
  private static final long MILLISECOND = 1_000_000;

  private final HeldKeys keys = new HeldKeys();

  @Test
  void aKeyIsHeldUntilItIsReleased() {
    keys.press(Control.UP);
    keys.press(Control.FIRE);
    assertThat(keys.sample(0)).containsExactly(Control.FIRE, Control.UP);
    keys.release(Control.UP, 10 * MILLISECOND);
    assertThat(keys.sample(20 * MILLISECOND)).containsExactly(Control.FIRE);
    keys.releaseAll();
    assertThat(keys.sample(30 * MILLISECOND)).isEmpty();
  }

  @Test
  void aTapBetweenTwoFramesCountsForOne() {
    keys.press(Control.FIRE);
    keys.release(Control.FIRE, 0);
    assertThat(keys.sample(16 * MILLISECOND)).containsExactly(Control.FIRE);
    assertThat(keys.sample(32 * MILLISECOND)).isEmpty();
  }

  @Test
  void whereTheKeyboardIsElsewhereTheNextKeyBringsItBack() {
    keys.press(Control.UP);
    assertThat(keys.isElsewhere()).isFalse();
    keys.releaseAll();
    assertThat(keys.isElsewhere()).isTrue();
    keys.press(Control.UP);
    assertThat(keys.isElsewhere()).isFalse();
  }

  @Test
  void repetitionOfAHeldKeyIsNoRelease() {
    keys.press(Control.LEFT);
    keys.sample(0);
    keys.release(Control.LEFT, 15 * MILLISECOND);
    // The frame begins between the release and the press that belong together.
    assertThat(keys.sample(16 * MILLISECOND)).containsExactly(Control.LEFT);
    keys.press(Control.LEFT);
    assertThat(keys.sample(33 * MILLISECOND)).containsExactly(Control.LEFT);
    assertThat(keys.sample(50 * MILLISECOND)).containsExactly(Control.LEFT);
  }
}
