package org.amplia.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files loaded by benchmarks/parity/load_policy.py give the same outputs in PyTorch. */
class PyTorchTest {
  private static final Path OWN = Path.of("target/learner-venv/bin/python");
  private static final String PYTHON = Files.isExecutable(OWN) ? OWN.toString() : "python3";
  private static final int BATCH = 3;
  private static final int TIMEOUT_SECONDS = 120;

  @TempDir Path folder;

  @BeforeAll
  static void needsPyTorch() throws Exception {
    boolean found;
    try {
      found = run("-c", "import torch, numpy, safetensors").isEmpty();
    } catch (IOException | AssertionError e) {
      found = false;
    }
    assumeTrue(found, PYTHON + " cannot import torch, numpy and safetensors");
  }

  static Stream<Architecture> architectures() {
    return Arrays.stream(Head.values())
        .flatMap(
            head ->
                Stream.<Architecture>of(
                    new Architecture.NatureCnn(4, head),
                    new Architecture.ResidualCnn(4, head),
                    new Architecture.DeepMlp(128, List.of(32, 16, 8), 4, head),
                    new Architecture.DeepMlp(128, List.of(32), 4, head),
                    new Architecture.Mlp(128, 32, 4, 0, 0.5f)))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void loadsTheFileAndComputesTheSame(Architecture shape) throws Exception {
    RandomStream random = new RandomStream(5);
    byte[][] observations = new byte[BATCH][shape.inputs()];
    byte[] joined = new byte[BATCH * shape.inputs()];
    for (int i = 0; i < BATCH; i++) {
      random.nextBytes(observations[i]);
      System.arraycopy(observations[i], 0, joined, i * shape.inputs(), shape.inputs());
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Path file = folder.resolve("network.safetensors");
    float[][] expected;
    try (Network network = new Network(shape, new InputEncoder.Scaled(shape.inputs()), random)) {
      network.parameters().forEach((name, tensor) -> tensors.put("policy." + name, tensor));
      expected = network.forward(observations);
    }
    tensors.put("seen", Tensor.of(joined, BATCH, shape.inputs()));
    new TensorFile(Map.of("made", "by a test"), tensors).write(file);

    List<String> lines =
        run("benchmarks/parity/load_policy.py", file.toString(), "--observations", "seen");
    assertThat(lines).hasSize(BATCH);
    for (int i = 0; i < BATCH; i++) {
      String[] row = lines.get(i).split(" ");
      assertThat(row).hasSize(4);
      for (int k = 0; k < row.length; k++) {
        assertThat(Float.parseFloat(row[k])).isCloseTo(expected[i][k], within(1e-5f));
      }
    }
  }

  private static List<String> run(String... arguments) throws Exception {
    Path output = Files.createTempFile("python", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(PYTHON);
      builder.command().addAll(List.of(arguments));
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      return Files.readAllLines(output);
    } finally {
      Files.delete(output);
    }
  }
}
