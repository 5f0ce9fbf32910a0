package org.amplia.episode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.amplia.ale.Palette;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/**
 * Pictures into an MP4 file, through FFmpeg and Cisco's OpenH264, which its GPL-free build holds.
 * (The pure Java encoders are a tenth of the size, 2 MB instead of 16, but the last release of the
 * best of them, JCodec, is of 2019, and FFmpeg's encoder is the one that browsers are tried with.)
 */
final class Mp4Writer implements AutoCloseable {
  private static final int FRAMES_PER_SECOND = 60;

  /**
   * Each of the console's pixels becomes 4 × 2: as wide as on a television, always even, and every
   * 2 × 2 block that shares its colour in {@code yuv420p} lies within one pixel, so that no colour
   * bleeds into its neighbour.
   */
  static final int PIXEL_WIDTH = 4;

  static final int PIXEL_HEIGHT = 2;

  private static final int COLOURS = 3;

  private final FFmpegFrameRecorder recorder;
  private final Frame frame;
  private final byte[] line;

  Mp4Writer(Path file, int rows, int columns) throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    frame = new Frame(columns, rows, Frame.DEPTH_UBYTE, COLOURS);
    line = new byte[COLOURS * columns];
    recorder =
        new FFmpegFrameRecorder(file.toFile(), PIXEL_WIDTH * columns, PIXEL_HEIGHT * rows, 0);
    recorder.setFormat("mp4");
    recorder.setFrameRate(FRAMES_PER_SECOND);
    recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
    recorder.setVideoCodecName("libopenh264");
    recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    recorder.setImageScalingFlags(
        swscale.SWS_POINT | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INP);
    recorder.setGopSize(2 * FRAMES_PER_SECOND);
    recorder.setVideoBitrate(4_000_000);
    recorder.setVideoOption("rc_mode", "quality");
    recorder.setVideoOption("qmin", "8");
    recorder.setVideoOption("qmax", "24");
    // What swscale makes of RGB; a player that is not told has to guess.
    recorder.setVideoOption("colorspace", "smpte170m");
    recorder.setVideoOption("color_primaries", "smpte170m");
    recorder.setVideoOption("color_trc", "smpte170m");
    recorder.setVideoOption("color_range", "tv");
    // The index comes first, so that a browser can start before it has everything.
    recorder.setOption("movflags", "+faststart+write_colr");
    recorder.start();
  }

  /** Adds a picture, shown for 1/60 s. */
  void add(Picture picture) throws IOException {
    Palette palette = picture.palette();
    ByteBuffer pixels = (ByteBuffer) frame.image[0];
    for (int row = 0; row < picture.rows(); row++) {
      for (int column = 0; column < picture.columns(); column++) {
        int rgb = palette.rgb(picture.pixels()[row * picture.columns() + column]);
        line[COLOURS * column] = (byte) rgb;
        line[COLOURS * column + 1] = (byte) (rgb >> 8);
        line[COLOURS * column + 2] = (byte) (rgb >> 16);
      }
      pixels.put(row * frame.imageStride, line);
    }
    recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
  }

  /** Writes what is still to be written; without it the file is no MP4. */
  @Override
  public void close() throws IOException {
    recorder.close();
  }
}
