package org.amplia.train.agent;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.UserError;
import org.amplia.model.Dossier;
import org.amplia.model.ReturnBins;
import org.amplia.net.InputEncoder;
import org.amplia.net.Tensor;
import org.amplia.question.Information;
import org.amplia.question.InformationLabel;
import org.amplia.question.QuerySpace;

/** How questions are put to networks, as tensors of a file beside their parameters. */
final class DossierTensors {
  private static final String ANSWERS = "answersToQ3";
  private static final String RETURNS = "returnBins";
  private static final String ENTRIES = "entries";
  private static final String SEPARATOR = " ";
  private static final String COLUMNS = "dossierColumns";
  private static final String LENGTH = "observationLength";

  private DossierTensors() {}

  /** Adds a dossier to a file. */
  static void put(Dossier dossier, Map<String, Tensor> tensors) {
    String answers =
        dossier.space().answers().stream()
            .map(Information::label)
            .collect(Collectors.joining(SEPARATOR));
    byte[] text = answers.getBytes(StandardCharsets.US_ASCII);
    tensors.put(ANSWERS, Tensor.of(text, text.length));
    tensors.put(RETURNS, Tensor.bitsOf(dossier.bins().centres()));
    tensors.put(ENTRIES, Tensor.of(new int[] {dossier.maxFindings()}));
    tensors.put(COLUMNS, Tensor.of(new int[] {dossier.encoder().columns()}));
    InputEncoder observation = dossier.encoder().observation();
    tensors.put(LENGTH, Tensor.of(new int[] {observation.observationLength()}));
    EncoderTensors.put(observation, tensors);
  }

  /**
   * The dossier of a file.
   *
   * @param actions to choose from
   * @throws UserError if it is of a version that could look up something else
   */
  static Dossier of(Map<String, Tensor> tensors, int actions) {
    UserError.unless(
        tensors.containsKey(ANSWERS),
        "what was learned about items of information is of a version that knew other items:"
            + " train it again");
    String answers = new String(tensors.get(ANSWERS).data(), StandardCharsets.US_ASCII);
    QuerySpace space =
        new QuerySpace(
            Stream.of(answers.split(SEPARATOR))
                .map(
                    label ->
                        label.equals(Information.NOTHING_MORE.label())
                            ? Information.NOTHING_MORE
                            : InformationLabel.read(label))
                .toList());
    Dossier dossier =
        new Dossier(
            EncoderTensors.any(tensors)
                ? EncoderTensors.ram(tensors, actions)
                : new InputEncoder.Scaled(tensors.get(LENGTH).ints()[0]),
            space,
            actions,
            new ReturnBins(tensors.get(RETURNS).bitsAsDoubles()),
            tensors.get(ENTRIES).ints()[0]);
    UserError.unless(
        tensors.containsKey(COLUMNS)
            && tensors.get(COLUMNS).ints()[0] == dossier.encoder().columns(),
        "what was learned about items of information is of a version that put them to networks in"
            + " another way: train it again");
    return dossier;
  }
}
