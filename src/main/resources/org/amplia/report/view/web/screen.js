// Pictures of a game: fetched in stretches, kept as long as there is room, drawn on a canvas.

import {bytes} from "./api.js";
import {element} from "./dom.js";

/** Pictures in a request: the most that the server gives. */
const STRETCH = 64;

/** Stretches that are kept, about 90 MB. */
const MOST_KEPT = 40;

/**
 * A canvas for pictures of palette indices.
 *
 * @param palette 256 colours, "#rrggbb"
 */
export function screen(rows, columns, palette) {
  const canvas = element("canvas", {class: "screen", width: columns, height: rows, role: "img", "aria-label": "the game"});
  // A console's pixel is twice as wide as high.
  canvas.style.aspectRatio = 2 * columns + " / " + rows;
  const context = canvas.getContext("2d", {alpha: false});
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = Uint32Array.from(palette, (text) => {
    const rgb = parseInt(text.slice(1), 16);
    return (255 << 24) | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16);
  });
  return {
    canvas,
    draw(indices) {
      for (let i = 0; i < pixels.length; i++) {
        pixels[i] = colours[indices[i]];
      }
      context.putImageData(image, 0, 0);
    },
  };
}

/**
 * The pictures of an episode.
 *
 * @param path of the episode in the API
 * @param size bytes of a picture
 * @param count how many there are
 * @param arrived is told whenever some have come
 * @param failed is told why no more come
 */
export function reel(path, size, count, arrived, failed) {
  const kept = new Map();
  const stretches = Math.ceil(count / STRETCH);
  const leaving = new AbortController();
  let wanted = 0;
  let isLoading = false;

  /** First where one looks, then around it, then all the others if they fit. */
  function next() {
    const near = [0, 1, -1, 2].map((away) => wanted + away);
    const rest = stretches <= MOST_KEPT ? Array.from({length: stretches}, (_, i) => i) : [];
    return [...near, ...rest].find((one) => one >= 0 && one < stretches && !kept.has(one));
  }

  async function load() {
    if (isLoading) {
      return;
    }
    isLoading = true;
    try {
      for (let one = next(); one !== undefined; one = next()) {
        const from = one * STRETCH;
        const answer = await bytes(path + "/pictures", {step: from, count: Math.min(STRETCH, count - from)}, leaving.signal);
        kept.set(one, answer);
        forget();
        arrived();
      }
    } catch (fault) {
      if (!leaving.signal.aborted) {
        failed(fault);
      }
    }
    isLoading = false;
  }

  function forget() {
    const far = [...kept.keys()].sort((a, b) => Math.abs(b - wanted) - Math.abs(a - wanted));
    while (kept.size > MOST_KEPT) {
      kept.delete(far.shift());
    }
  }

  return {
    /** A picture, or null if it has not come yet or there is none; it and its neighbours are fetched. */
    at(step) {
      if (step >= count) {
        return null;
      }
      wanted = Math.floor(step / STRETCH);
      load();
      const stretch = kept.get(wanted);
      const from = (step % STRETCH) * size;
      return stretch ? stretch.subarray(from, from + size) : null;
    },
    leave: () => leaving.abort(),
  };
}
