// What a report holds, in place of what a server says.

/** Whether there is a server, which can be asked for more. */
export const isLive = false;

/** Pictures in a stretch. */
const STRETCH = 64;

const NOT_HERE = "This file does not hold that: `amplia serve` shows it from the run's folder.";

/** Base 64 of compressed bytes. */
async function unpacked(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const blocks = new Map();

/** The lines of a block of the page. */
function block(name) {
  if (!blocks.has(name)) {
    blocks.set(name, document.getElementById("kept-" + name).textContent.trim().split("\n"));
  }
  return blocks.get(name);
}

let held = null;

async function answers() {
  held ??= unpacked(block("answers")[0]).then((content) => JSON.parse(new TextDecoder().decode(content)));
  return held;
}

async function answer(key) {
  const all = await answers();
  if (!Object.hasOwn(all, key)) {
    throw new Error(NOT_HERE);
  }
  if (all[key].error) {
    throw new Error(all[key].error);
  }
  return all[key];
}

const ids = (parameters) => String(parameters.runs || "").split(",");

/** What is asked for some of the runs, or more closely than by its path. */
const SPECIAL = {
  series: async ({metric, runs}) => {
    const all = await answer("series/" + metric);
    return {...all, series: all.series.filter((one) => ids({runs}).includes(one.run))};
  },
  curves: async ({metric, axis, group, runs}) => {
    if (ids({runs}).length < (await answer("runs")).runs.length) {
      throw new Error("This file holds means of all its runs only: choose single runs.");
    }
    return answer("curves/" + metric + "/" + axis + "/" + group);
  },
  metrics: () => answer("metrics"),
  compare: async ({runs, frames}) => {
    const game = (await answer("runs")).runs.find((run) => ids({runs}).includes(run.id)).game;
    const {levels} = await answer("compare/" + game);
    return frames === undefined
      ? levels.at(-1)
      : levels.findLast((one) => one.comparison.frames <= frames) || levels[0];
  },
};

/** Asks for one thing, as of a server. */
export async function ask(path, parameters = {}) {
  if (Object.hasOwn(SPECIAL, path)) {
    return SPECIAL[path](parameters);
  }
  return answer(decodeURIComponent(path) + ("step" in parameters ? "/" + parameters.step : ""));
}

/** Pictures of an episode, from one step on. */
export async function bytes(path, {step}) {
  const {block: name, size} = await answer(decodeURIComponent(path));
  const pictures = await unpacked(block("pictures-" + name)[step / STRETCH]);
  // Each is what it differs in from the one before.
  for (let i = size; i < pictures.length; i++) {
    pictures[i] ^= pictures[i - size];
  }
  return pictures;
}

/** What takes a server a while: M1's policies are held where questions were recorded. */
export async function lines(path, {step}) {
  const key = decodeURIComponent(path) + "/" + step;
  return Object.hasOwn(await answers(), key) ? answer(key) : {policies: []};
}

/** Nothing is written. */
export async function write() {
  throw new Error(NOT_HERE);
}
