package org.amplia.train.agent;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.amplia.model.Plans;
import org.amplia.model.Preferences;
import org.amplia.net.Tensor;
import org.amplia.train.games.Return;
import org.amplia.update.ApprovalScale;
import org.amplia.update.Example;

/** A run's data as tensors of its checkpoint. */
final class TrainingDataTensors {
  private static final String DEMONSTRATIONS = "demonstrations";
  private static final String VISITED = "visited.";
  private static final String GAMES = "games.";
  private static final String TARGETS = "targets.";
  private static final String JUDGED = "judged.";
  private static final String SCALE = "scale";

  private static final String OBSERVATIONS = ".observations";
  private static final String ACTIONS = ".actions";
  private static final String VALUES = ".values";
  private static final String REWARDS = ".rewards";
  private static final String AFTER = ".after";
  private static final String OWN = ".own";
  private static final String ANSWERS = ".answers";
  private static final String APPROVALS = ".approvals";
  private static final String STARTS = ".starts";
  private static final String PREFERRED = ".preferred";
  private static final String OTHERS = ".others";

  private TrainingDataTensors() {}

  /** Adds the data to a checkpoint. */
  static void put(TrainingData data, Plans plans, Map<String, Tensor> tensors) {
    putReturns(tensors, DEMONSTRATIONS, data.demonstrations());
    byte[] scale =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putDouble(data.scale().squares())
            .putLong(data.scale().degreesOfFreedom())
            .array();
    tensors.put(SCALE, Tensor.of(scale, scale.length));
    for (int i = 0; i < data.visited().size(); i++) {
      putExamples(tensors, VISITED + i, data.visited().get(i), plans);
    }
    for (int i = 0; i < data.games().size(); i++) {
      putReturns(tensors, GAMES + i, data.games().get(i));
    }
    for (int i = 0; i < data.targets().size(); i++) {
      putTargets(tensors, TARGETS + i, data.targets().get(i));
    }
    for (int i = 0; i < data.judged().size(); i++) {
      putJudged(tensors, JUDGED + i, data.judged().get(i));
    }
  }

  /** The data in a checkpoint. */
  static TrainingData of(Map<String, Tensor> tensors, Plans plans) {
    LongBuffer scale = ByteBuffer.wrap(tensors.get(SCALE).data()).asLongBuffer();
    TrainingData data =
        TrainingData.of(
            returns(tensors, DEMONSTRATIONS),
            new ApprovalScale(Double.longBitsToDouble(scale.get(0)), scale.get(1)));
    data.visited().addAll(rounds(tensors, VISITED, (all, name) -> examples(all, name, plans)));
    data.games().addAll(rounds(tensors, GAMES, TrainingDataTensors::returns));
    data.targets().addAll(rounds(tensors, TARGETS, TrainingDataTensors::targets));
    data.judged().addAll(rounds(tensors, JUDGED, TrainingDataTensors::judged));
    return data;
  }

  /** Whether a tensor of that name is part of the data. */
  static boolean isOne(String name) {
    return Stream.of(DEMONSTRATIONS, VISITED, GAMES, TARGETS, JUDGED, SCALE)
        .anyMatch(name::startsWith);
  }

  private static <T> List<List<T>> rounds(
      Map<String, Tensor> tensors,
      String prefix,
      BiFunction<Map<String, Tensor>, String, List<T>> read) {
    List<List<T>> rounds = new ArrayList<>();
    while (tensors.containsKey(prefix + rounds.size() + OBSERVATIONS)) {
      rounds.add(read.apply(tensors, prefix + rounds.size()));
    }
    return rounds;
  }

  private static void putReturns(Map<String, Tensor> tensors, String name, List<Return> steps) {
    byte[] actions = new byte[steps.size()];
    float[] values = new float[steps.size()];
    float[] rewards = new float[steps.size()];
    byte[] after = new byte[steps.size()];
    for (int i = 0; i < actions.length; i++) {
      actions[i] = (byte) steps.get(i).action();
      values[i] = steps.get(i).value();
      rewards[i] = steps.get(i).reward();
      after[i] = (byte) steps.get(i).after().ordinal();
    }
    tensors.put(name + OBSERVATIONS, bytes(steps.stream().map(Return::observation).toList()));
    tensors.put(name + ACTIONS, Tensor.of(actions, actions.length));
    tensors.put(name + VALUES, Tensor.of(values, values.length));
    tensors.put(name + REWARDS, Tensor.of(rewards, rewards.length));
    tensors.put(name + AFTER, Tensor.of(after, after.length));
  }

  private static List<Return> returns(Map<String, Tensor> tensors, String name) {
    List<byte[]> observations = bytes(tensors.get(name + OBSERVATIONS));
    byte[] actions = tensors.get(name + ACTIONS).data();
    float[] values = tensors.get(name + VALUES).floats();
    float[] rewards = tensors.get(name + REWARDS).floats();
    byte[] after = tensors.get(name + AFTER).data();
    List<Return> steps = new ArrayList<>();
    for (int i = 0; i < actions.length; i++) {
      steps.add(
          new Return(
              observations.get(i),
              actions[i],
              values[i],
              rewards[i],
              Return.After.values()[after[i]]));
    }
    return steps;
  }

  /** What was shown says all about an example without approvals. */
  private static void putExamples(
      Map<String, Tensor> tensors, String name, List<Example<Integer>> examples, Plans plans) {
    tensors.put(name + OBSERVATIONS, bytes(examples.stream().map(Example::question).toList()));
    if (!examples.isEmpty() && examples.get(0).approvals() == null) {
      byte[] actions = new byte[examples.size()];
      for (int i = 0; i < actions.length; i++) {
        actions[i] = examples.get(i).answers().get(0).byteValue();
      }
      tensors.put(name + ACTIONS, Tensor.of(actions, actions.length));
      return;
    }
    byte[] own = {examples.isEmpty() ? 0 : (byte) examples.get(0).own()};
    tensors.put(name + OWN, Tensor.of(own, 1));
    tensors.put(
        name + ANSWERS, bytes(examples.stream().map(example -> answers(example, plans)).toList()));
    tensors.put(name + APPROVALS, matrix(examples.stream().map(Example::approvals).toList()));
    tensors.put(name + STARTS, matrix(examples.stream().map(Example::start).toList()));
  }

  /** The actions of all answers, one after the other. */
  private static byte[] answers(Example<Integer> example, Plans plans) {
    byte[] actions = new byte[example.answers().size() * plans.steps()];
    int next = 0;
    for (int answer : example.answers()) {
      for (int action : plans.actionsOf(answer)) {
        actions[next++] = (byte) action;
      }
    }
    return actions;
  }

  private static List<Example<Integer>> examples(
      Map<String, Tensor> tensors, String name, Plans plans) {
    List<byte[]> observations = bytes(tensors.get(name + OBSERVATIONS));
    List<Example<Integer>> examples = new ArrayList<>();
    if (tensors.containsKey(name + ACTIONS)) {
      byte[] shown = tensors.get(name + ACTIONS).data();
      for (int i = 0; i < shown.length; i++) {
        examples.add(Example.shown(observations.get(i), (int) shown[i]));
      }
      return examples;
    }
    int own = tensors.get(name + OWN).data()[0];
    List<byte[]> answers = bytes(tensors.get(name + ANSWERS));
    List<float[]> approvals = matrix(tensors.get(name + APPROVALS));
    List<float[]> starts = matrix(tensors.get(name + STARTS));
    for (int i = 0; i < observations.size(); i++) {
      List<Integer> asked = new ArrayList<>();
      List<Integer> actions = new ArrayList<>();
      for (byte action : answers.get(i)) {
        actions.add((int) action);
        if (actions.size() == plans.steps()) {
          asked.add(plans.of(actions));
          actions.clear();
        }
      }
      examples.add(
          new Example<>(observations.get(i), asked, approvals.get(i), starts.get(i), own, -1));
    }
    return examples;
  }

  private static void putTargets(
      Map<String, Tensor> tensors, String name, List<EvaluatorExample> targets) {
    tensors.put(
        name + OBSERVATIONS, bytes(targets.stream().map(EvaluatorExample::observation).toList()));
    tensors.put(name + VALUES, matrix(targets.stream().map(EvaluatorExample::values).toList()));
  }

  private static List<EvaluatorExample> targets(Map<String, Tensor> tensors, String name) {
    List<byte[]> observations = bytes(tensors.get(name + OBSERVATIONS));
    List<float[]> values = matrix(tensors.get(name + VALUES));
    List<EvaluatorExample> targets = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      targets.add(new EvaluatorExample(observations.get(i), values.get(i)));
    }
    return targets;
  }

  private static void putJudged(
      Map<String, Tensor> tensors, String name, List<Preferences> judged) {
    tensors.put(name + OBSERVATIONS, bytes(judged.stream().map(Preferences::observation).toList()));
    tensors.put(name + PREFERRED, bytes(judged.stream().map(Preferences::preferred).toList()));
    tensors.put(name + OTHERS, bytes(judged.stream().map(Preferences::other).toList()));
  }

  private static List<Preferences> judged(Map<String, Tensor> tensors, String name) {
    List<byte[]> observations = bytes(tensors.get(name + OBSERVATIONS));
    List<byte[]> preferred = bytes(tensors.get(name + PREFERRED));
    List<byte[]> others = bytes(tensors.get(name + OTHERS));
    List<Preferences> judged = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      judged.add(new Preferences(observations.get(i), preferred.get(i), others.get(i)));
    }
    return judged;
  }

  private static Tensor bytes(List<byte[]> rows) {
    int width = rows.isEmpty() ? 0 : rows.get(0).length;
    byte[] flat = new byte[Math.multiplyExact(rows.size(), width)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * width, width);
    }
    return Tensor.of(flat, rows.size(), width);
  }

  private static List<byte[]> bytes(Tensor tensor) {
    int width = (int) tensor.shape()[1];
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < tensor.shape()[0]; i++) {
      rows.add(Arrays.copyOfRange(tensor.data(), i * width, (i + 1) * width));
    }
    return rows;
  }

  private static Tensor matrix(List<float[]> rows) {
    int width = rows.isEmpty() ? 0 : rows.get(0).length;
    float[] flat = new float[Math.multiplyExact(rows.size(), width)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * width, width);
    }
    return Tensor.of(flat, rows.size(), width);
  }

  private static List<float[]> matrix(Tensor tensor) {
    int width = (int) tensor.shape()[1];
    float[] flat = tensor.floats();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < tensor.shape()[0]; i++) {
      rows.add(Arrays.copyOfRange(flat, i * width, (i + 1) * width));
    }
    return rows;
  }
}
