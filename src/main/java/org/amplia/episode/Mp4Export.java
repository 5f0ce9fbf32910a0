package org.amplia.episode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.amplia.ale.AtariPalette;
import org.amplia.base.AtomicFile;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * An episode as a silent MP4 (H.264, {@code yuv420p}, 60 pictures a second: every frame, since many
 * games show their sprites on every second frame only). Browsers play it.
 */
public final class Mp4Export {
  private Mp4Export() {}

  /**
   * Plays the episode again and writes it, as a whole or not at all; returns the number of
   * pictures.
   *
   * @throws UserError if the cartridge is another, the episode is empty, or there is no encoder
   *     here
   * @throws UncheckedIOException if the file cannot be written; it is then as it was
   */
  public static int write(Episode episode, Cartridge cartridge, Path file) {
    if (episode.frames() == 0) {
      throw new UserError("the episode has no frames, so there is nothing to show");
    }
    try {
      AtomicFile.save(file, temporary -> encode(episode, cartridge, temporary));
    } catch (LinkageError e) {
      throw new UserError(
          "the video encoder does not load here (" + e.getMessage() + "): use --gif", e);
    }
    return episode.frames();
  }

  private static void encode(Episode episode, Cartridge cartridge, Path file) throws IOException {
    try (Playback playback = new Playback(episode, cartridge)) {
      playback.next();
      Picture first = playback.picture();
      try (Mp4Writer mp4 = new Mp4Writer(file, first.rows(), first.columns())) {
        mp4.add(first);
        while (playback.hasNext()) {
          playback.next();
          mp4.add(playback.picture());
        }
        mp4.finish();
      }
    }
  }

  /**
   * Pictures into an MP4 file, through FFmpeg with Cisco's OpenH264 (the best pure Java encoder,
   * JCodec, was last released in 2019). JavaCV's recorder is not used: on a full disk it makes half
   * a film and says nothing.
   */
  static final class Mp4Writer implements AutoCloseable {
    private static final int FRAMES_PER_SECOND = 60;
    private static final int BITS_PER_SECOND = 4_000_000;

    /**
     * A console's pixel becomes 4 × 2: as wide as on a television, even, and no colour of {@code
     * yuv420p} bleeds into a neighbour.
     */
    static final int PIXEL_WIDTH = 4;

    static final int PIXEL_HEIGHT = 2;

    private static final int COLOURS = 3;

    private static final Map<String, String> ENCODER =
        Map.of(
            "rc_mode", "quality",
            "qmin", "8",
            "qmax", "24",
            // What swscale makes of RGB; a player that is not told has to guess.
            "colorspace", "smpte170m",
            "color_primaries", "smpte170m",
            "color_trc", "smpte170m",
            "color_range", "tv");

    /** The index comes first, so that a browser can start before it has everything. */
    private static final Map<String, String> CONTAINER =
        Map.of("movflags", "+faststart+write_colr");

    private final int rows;
    private final int columns;
    private final byte[] line;
    private AVFormatContext film;
    private AVStream stream;
    private AVCodecContext encoder;
    private SwsContext scaler;
    private AVFrame colours;
    private AVFrame frame;
    private AVPacket packet;

    Mp4Writer(Path file, int rows, int columns) throws IOException {
      this.rows = rows;
      this.columns = columns;
      line = new byte[COLOURS * columns];
      try {
        // Every error comes back as a code, and is told once.
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        open(file);
      } catch (IOException | RuntimeException e) {
        close();
        throw e;
      }
    }

    private void open(Path file) throws IOException {
      try (PointerScope scope = scope();
          BytePointer name = new BytePointer(file.toString(), StandardCharsets.UTF_8);
          BytePointer format = new BytePointer("mp4")) {
        film = new AVFormatContext(null);
        check(avformat.avformat_alloc_output_context2(film, null, format, name));
        film.retainReference();
        AVCodec codec = made(avcodec.avcodec_find_encoder_by_name("libopenh264"));
        stream = made(avformat.avformat_new_stream(film, codec));
        stream.retainReference();
        encoder = made(avcodec.avcodec_alloc_context3(codec));
        encoder.retainReference();
        int width = PIXEL_WIDTH * columns;
        int height = PIXEL_HEIGHT * rows;
        AVRational rate = new AVRational().num(FRAMES_PER_SECOND).den(1);
        AVRational time = new AVRational().num(1).den(FRAMES_PER_SECOND);
        encoder.bit_rate(BITS_PER_SECOND).width(width).height(height);
        encoder.time_base(time).gop_size(2 * FRAMES_PER_SECOND).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        encoder.profile(AVCodecContext.FF_PROFILE_H264_CONSTRAINED_BASELINE);
        encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER).thread_count(1);
        stream.time_base(time).avg_frame_rate(rate);
        AVDictionary options = dictionary(ENCODER);
        check(avcodec.avcodec_open2(encoder, codec, options));
        avutil.av_dict_free(options);
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder));

        colours = frame(columns, rows, avutil.AV_PIX_FMT_BGR24);
        frame = frame(width, height, avutil.AV_PIX_FMT_YUV420P);
        packet = made(avcodec.av_packet_alloc());
        packet.retainReference();
        scaler =
            made(
                swscale.sws_getContext(
                    columns,
                    rows,
                    avutil.AV_PIX_FMT_BGR24,
                    width,
                    height,
                    avutil.AV_PIX_FMT_YUV420P,
                    swscale.SWS_POINT | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INP,
                    null,
                    null,
                    (DoublePointer) null));
        scaler.retainReference();

        AVIOContext out = new AVIOContext(null);
        check(avformat.avio_open2(out, name, avformat.AVIO_FLAG_WRITE, null, null));
        film.pb(out);
        AVDictionary flags = dictionary(CONTAINER);
        check(avformat.avformat_write_header(film, flags));
        avutil.av_dict_free(flags);
      }
    }

    private static AVDictionary dictionary(Map<String, String> entries) throws IOException {
      AVDictionary dictionary = new AVDictionary(null);
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        check(avutil.av_dict_set(dictionary, entry.getKey(), entry.getValue(), 0));
      }
      return dictionary;
    }

    private static AVFrame frame(int width, int height, int format) throws IOException {
      AVFrame frame = made(avutil.av_frame_alloc());
      frame.retainReference();
      frame.width(width).height(height).format(format).pts(0);
      check(avutil.av_frame_get_buffer(frame, 0));
      return frame;
    }

    /** Adds a picture, shown for 1/60 s. */
    void add(Picture picture) throws IOException {
      try (PointerScope scope = scope()) {
        draw(picture);
        // The encoder may still hold the last one.
        check(avutil.av_frame_make_writable(frame));
        check(
            swscale.sws_scale(
                scaler,
                colours.data(),
                colours.linesize(),
                0,
                rows,
                frame.data(),
                frame.linesize()));
        encode(frame);
        frame.pts(frame.pts() + 1);
      }
    }

    private void draw(Picture picture) {
      AtariPalette palette = picture.palette();
      BytePointer pixels = colours.data(0);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          int rgb = palette.rgb(picture.pixels()[row * columns + column]);
          line[COLOURS * column] = (byte) rgb;
          line[COLOURS * column + 1] = (byte) (rgb >> 8);
          line[COLOURS * column + 2] = (byte) (rgb >> 16);
        }
        pixels.position((long) row * colours.linesize(0)).put(line);
      }
    }

    /** Encodes a picture, or what is left if there is none. */
    private void encode(AVFrame picture) throws IOException {
      check(avcodec.avcodec_send_frame(encoder, picture));
      int code = avcodec.avcodec_receive_packet(encoder, packet);
      while (code >= 0) {
        avcodec.av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
        packet.stream_index(stream.index());
        check(avformat.av_interleaved_write_frame(film, packet));
        code = avcodec.avcodec_receive_packet(encoder, packet);
      }
      if (code != avutil.AVERROR_EAGAIN() && code != avutil.AVERROR_EOF()) {
        check(code);
      }
    }

    /**
     * Writes what is left; an {@link IOException} if this, or anything before, did not get into the
     * file.
     */
    void finish() throws IOException {
      try (PointerScope scope = scope()) {
        encode(null);
        check(avformat.av_write_trailer(film));
        AVIOContext out = film.pb();
        film.pb(null);
        check(avformat.avio_close(out));
      }
    }

    /** Frees what is held; a film that is not finished is none. */
    @Override
    public void close() {
      swscale.sws_freeContext(scaler);
      scaler = null;
      avutil.av_frame_free(orNone(frame));
      avutil.av_frame_free(orNone(colours));
      avcodec.av_packet_free(packet == null ? new AVPacket(null) : packet);
      avcodec.avcodec_free_context(encoder == null ? new AVCodecContext(null) : encoder);
      if (film != null && !film.isNull()) {
        if (film.pb() != null) {
          avformat.avio_close(film.pb());
          film.pb(null);
        }
        avformat.avformat_free_context(film);
      }
      film = null;
    }

    private static AVFrame orNone(AVFrame allocated) {
      return allocated == null ? new AVFrame(null) : allocated;
    }

    private static <T> T made(T thing) throws IOException {
      if (thing == null) {
        throw new IOException("FFmpeg has no H.264 encoder or no memory here");
      }
      return thing;
    }

    private static int check(int code) throws IOException {
      if (code < 0) {
        byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        avutil.av_strerror(code, text, text.length);
        throw new IOException(new String(text, StandardCharsets.UTF_8).replaceFirst("\0.*", ""));
      }
      return code;
    }
  }

  @SuppressWarnings("unchecked") // an array of generic classes, and an empty one
  private static PointerScope scope() {
    return new PointerScope();
  }
}
