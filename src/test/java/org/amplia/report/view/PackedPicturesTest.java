package org.amplia.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.InflaterInputStream;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeTape;
import org.amplia.episode.Recorded;
import org.amplia.observe.View;
import org.junit.jupiter.api.Test;

/** Pictures that are packed come out as the tape has them, as many as there is room for. */
class PackedPicturesTest {
  @Test
  void picturesComeOutAsTheyWentIn() throws IOException {
    Episode episode = Recorded.episode(1, 1200);
    try (EpisodeTape tape = new EpisodeTape(episode, Recorded.CROSSING, View.RAM)) {
      PackedPictures all = PackedPictures.of(episode, tape, 4 << 20, 9_000);
      assertThat(all.count()).isEqualTo(episode.steps() + 1);
      int size = tape.rows() * tape.columns();
      for (int i = 0; i < all.stretches().size(); i++) {
        byte[] pictures = unpacked(all.stretches().get(i));
        for (int place = size; place < pictures.length; place++) {
          pictures[place] ^= pictures[place - size];
        }
        assertThat(pictures)
            .isEqualTo(tape.pictures(i * PackedPictures.STRETCH, pictures.length / size));
      }
      PackedPictures some = PackedPictures.of(episode, tape, all.letters() / 2, 9_000);
      assertThat(some.letters()).isPositive().isLessThanOrEqualTo(all.letters() / 2);
      assertThat(some.count()).isEqualTo(some.stretches().size() * PackedPictures.STRETCH);
      assertThat(PackedPictures.of(episode, tape, 4 << 20, 10).count()).isEqualTo(10);
      assertThat(PackedPictures.of(episode, tape, 0, 9_000).count()).isZero();
    }
  }

  private static byte[] unpacked(String text) throws IOException {
    byte[] packed = Base64.getDecoder().decode(text);
    return new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }
}
