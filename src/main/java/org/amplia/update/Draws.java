package org.amplia.update;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerDistribution;

/** Which answers to a question the overseer is asked about. */
public sealed interface Draws {
  /**
   * The answers that M1 has drawn come first.
   *
   * @return for each question its answers
   */
  <A> List<List<A>> of(AnswerDistribution<A> m1, byte[][] questions, RandomStream random);

  /** How many of a question's answers, the first, are drawn by M1. */
  int own();

  /** How many answers to a question there are in all, of a domain so large; equal ones count. */
  int count(int domain);

  /**
   * M1's answer, the most probable one, and answers drawn evenly from the domain: what the post's
   * imitation begins with.
   *
   * @param any drawn from the domain, 0 or more
   */
  record Answered(int any) implements Draws {
    @Override
    public <A> List<List<A>> of(AnswerDistribution<A> m1, byte[][] questions, RandomStream random) {
      List<List<A>> drawn = new ArrayList<>();
      for (A answer : m1.modes(questions)) {
        List<A> answers = new ArrayList<>(List.of(answer));
        for (int i = 0; i < any; i++) {
          answers.add(m1.anyAnswer(random));
        }
        drawn.add(answers);
      }
      return drawn;
    }

    /** What is most probable is no sample. */
    @Override
    public int own() {
      return 0;
    }

    @Override
    public int count(int domain) {
      return 1 + any;
    }
  }

  /**
   * A sample: M1's own, and answers drawn evenly from the domain, which is exploration.
   *
   * @param own drawn from M1, 0 or more
   * @param any drawn from the domain, 0 or more
   */
  record Sampled(int own, int any) implements Draws {
    /** Checks that there is one. */
    public Sampled {
      if (own < 0 || any < 0 || own + any < 1) {
        throw new IllegalArgumentException(own + " own answers and " + any + " others");
      }
    }

    @Override
    public <A> List<List<A>> of(AnswerDistribution<A> m1, byte[][] questions, RandomStream random) {
      List<List<A>> drawn = new ArrayList<>();
      for (int q = 0; q < questions.length; q++) {
        drawn.add(new ArrayList<>());
      }
      for (int i = 0; i < own; i++) {
        List<A> answers = m1.samples(questions, random);
        for (int q = 0; q < questions.length; q++) {
          drawn.get(q).add(answers.get(q));
        }
      }
      for (List<A> answers : drawn) {
        for (int i = 0; i < any; i++) {
          answers.add(m1.anyAnswer(random));
        }
      }
      return drawn;
    }

    @Override
    public int count(int domain) {
      return own + any;
    }
  }

  /** Every answer of a small domain, once. */
  record EveryAnswer() implements Draws {
    @Override
    public <A> List<List<A>> of(AnswerDistribution<A> m1, byte[][] questions, RandomStream random) {
      List<A> domain = m1.domain();
      List<List<A>> all = new ArrayList<>();
      for (int q = 0; q < questions.length; q++) {
        all.add(domain);
      }
      return all;
    }

    @Override
    public int own() {
      return 0;
    }

    @Override
    public int count(int domain) {
      return domain;
    }
  }
}
