package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amplia.base.RandomStream;
import org.junit.jupiter.api.Test;

class SmallTaskTest {
  @Test
  void theChainPaysOnlyForTheWholeWay() {
    Chain chain = new Chain(10, 100);
    assertThat(chain.reset()).containsExactly(255, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(SmallTask.state(chain.step(Chain.LEFT).observation())).isZero();
    for (int i = 1; i < 10; i++) {
      TaskStep step = chain.step(Chain.RIGHT);
      assertThat(step.reward()).isZero();
      assertThat(step.done()).isFalse();
      assertThat(SmallTask.state(step.observation())).isEqualTo(i);
    }
    TaskStep last = chain.step(Chain.RIGHT);
    assertThat(last.reward()).isEqualTo(1);
    assertThat(last.gameOver()).isTrue();
    assertThat(last.timeLimit()).isFalse();
    assertThatThrownBy(() -> chain.step(Chain.RIGHT)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theChainsTimeLimitIsNoGameOver() {
    Chain chain = new Chain(10, 2);
    chain.reset();
    assertThat(chain.step(Chain.RIGHT).done()).isFalse();
    TaskStep last = chain.step(Chain.RIGHT);
    assertThat(last.timeLimit()).isTrue();
    assertThat(last.gameOver()).isFalse();
  }

  @Test
  void identityPaysForTheStatesOwnAction() {
    IdentityTask task = new IdentityTask(4, 50, new RandomStream(1));
    int state = SmallTask.state(task.reset());
    int[] visits = new int[4];
    for (int i = 0; i < 50; i++) {
      visits[state]++;
      boolean right = i % 3 != 0;
      TaskStep step = task.step(right ? task.bestAction(state) : (state + 1) % 4);
      assertThat(step.reward()).isEqualTo(right ? 1 : 0);
      assertThat(step.done()).isEqualTo(i == 49);
      state = SmallTask.state(step.observation());
    }
    assertThat(visits).doesNotContain(0);
  }
}
