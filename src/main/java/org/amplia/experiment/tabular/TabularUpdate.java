package org.amplia.experiment.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;

/** The post's updates, as it writes them, and their usual variants. */
public sealed interface TabularUpdate {
  /** Approvals that a step asks for. */
  int approvals();

  /**
   * Gathers one step.
   *
   * @param m1 gets it
   * @param m2 the overseer
   * @param stepSize what gradients are multiplied by
   */
  <A> void step(AnswerTable<A> m1, NoisyOverseer m2, double stepSize, RandomStream random);

  /**
   * Imitation: begin with M1's own answer, sample answers from the domain, keep the one that is
   * approved of most, make it more probable.
   *
   * @param samples answers drawn from the domain
   * @param ofLogarithm whether the gradient is ∇ log p of the answer; if not, the post's ∇ p
   */
  record Imitation(int samples, boolean ofLogarithm) implements TabularUpdate {
    @Override
    public int approvals() {
      return samples + 1;
    }

    @Override
    public <A> void step(
        AnswerTable<A> m1, NoisyOverseer m2, double stepSize, RandomStream random) {
      A best = m1.answer();
      double highest = m2.approval(m1, best, random);
      for (int i = 0; i < samples; i++) {
        A candidate = m1.fromDomain(random);
        double approval = m2.approval(m1, candidate, random);
        if (approval > highest) {
          best = candidate;
          highest = approval;
        }
      }
      double weight = ofLogarithm ? 1 : m1.probability(best);
      m1.gather(List.of(best), new double[] {stepSize * weight});
    }
  }

  /**
   * REINFORCE: sample an answer from M1, move along approval · ∇ log p of it.
   *
   * @param samples answers drawn from M1; the step is their mean
   * @param baseline whether the mean approval of the step's other samples is subtracted
   */
  record Reinforce(int samples, boolean baseline) implements TabularUpdate {
    @Override
    public int approvals() {
      return samples;
    }

    @Override
    public <A> void step(
        AnswerTable<A> m1, NoisyOverseer m2, double stepSize, RandomStream random) {
      List<A> answers = new ArrayList<>();
      double[] approvals = new double[samples];
      for (int i = 0; i < samples; i++) {
        answers.add(m1.sample(random));
        approvals[i] = m2.approval(m1, answers.get(i), random);
      }
      double total = Arrays.stream(approvals).sum();
      double[] weights = new double[samples];
      for (int i = 0; i < samples; i++) {
        double others = baseline ? (total - approvals[i]) / (samples - 1) : 0;
        weights[i] = stepSize * (approvals[i] - others) / samples;
      }
      m1.gather(answers, weights);
    }
  }

  /**
   * The sum of one step of each, with half the approvals: what the post expects most of.
   *
   * @param imitation the one
   * @param reinforce the other
   */
  record Mixed(Imitation imitation, Reinforce reinforce) implements TabularUpdate {
    @Override
    public int approvals() {
      return imitation.approvals() + reinforce.approvals();
    }

    @Override
    public <A> void step(
        AnswerTable<A> m1, NoisyOverseer m2, double stepSize, RandomStream random) {
      imitation.step(m1, m2, stepSize, random);
      reinforce.step(m1, m2, stepSize, random);
    }
  }
}
