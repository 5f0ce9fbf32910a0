// Files to take away: the chart as SVG or PNG, the values as CSV.

import {tick} from "./format.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 960;
const PLOT = {left: 80, top: 24, right: 940, bottom: 440};
const ROW = 22;

// Paper is white, whatever the screen is.
const INK = "#222222";
const MUTED = "#5c6166";
const GRID = "#e4e4e4";
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

function shape(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

/** Steps of 1, 2 or 5 times a power of ten; of a logarithmic axis the powers. */
function ticks({min, max}, isLog) {
  if (isLog) {
    const first = Math.ceil(Math.log10(min) - 1e-9);
    const last = Math.floor(Math.log10(max) + 1e-9);
    return last > first
      ? Array.from({length: last - first + 1}, (none, i) => 10 ** (first + i))
      : [min, max];
  }
  const rough = (max - min || 1) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const found = [];
  for (let i = Math.ceil(min / step); i * step <= max; i++) {
    found.push(i * step);
  }
  return found;
}

/** What is seen, as an SVG element. */
function drawing(picture) {
  const {options} = picture;
  const along = (x) => PLOT.left + ((x - picture.x.min) / (picture.x.max - picture.x.min || 1)) * (PLOT.right - PLOT.left);
  const level = (y) => (options.isLog ? Math.log10(y) : y);
  const [low, high] = [level(picture.y.min), level(picture.y.max)];
  const up = (y) => PLOT.bottom - ((level(y) - low) / (high - low || 1)) * (PLOT.bottom - PLOT.top);
  const height = PLOT.bottom + 60 + ROW * picture.names.length;
  const text = (x, y, words, more = {}) =>
    shape("text", {x, y, fill: MUTED, "font-size": 13, ...more}, words);
  const dash = (line) => (line < COLOURS.length ? {} : {"stroke-dasharray": "8 4"});
  const points = (part) =>
    part.x.map((x, i) => [x, part.y[i]]).filter(([, y]) => y !== null).map(([x, y]) => along(x).toFixed(1) + " " + up(y).toFixed(1));

  const grid = shape("g", {stroke: GRID});
  const labels = shape("g", {});
  for (const x of ticks(picture.x, false)) {
    grid.append(shape("path", {d: `M${along(x)} ${PLOT.top}V${PLOT.bottom}`}));
    labels.append(text(along(x), PLOT.bottom + 18, tick(x), {"text-anchor": "middle"}));
  }
  for (const y of ticks(picture.y, options.isLog)) {
    grid.append(shape("path", {d: `M${PLOT.left} ${up(y)}H${PLOT.right}`}));
    labels.append(text(PLOT.left - 8, up(y) + 4, tick(y), {"text-anchor": "end"}));
  }
  const middle = (PLOT.top + PLOT.bottom) / 2;
  labels.append(
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 40, options.xLabel, {"text-anchor": "middle"}),
    text(20, middle, options.yLabel, {"text-anchor": "middle", transform: `rotate(-90 20 ${middle})`}));

  const curves = shape("g", {fill: "none", "clip-path": "url(#plot)"});
  for (const part of picture.parts) {
    const colour = COLOURS[part.line % COLOURS.length];
    const path = points(part);
    if (path.length === 0) {
      continue;
    }
    if (part.part === "high") {
      const other = picture.parts.find((one) => one.line === part.line && one.part === "low");
      curves.append(shape("path", {d: "M" + [...path, ...points(other).reverse()].join("L") + "Z", fill: colour, "fill-opacity": 0.17}));
    } else if (part.part === "raw") {
      curves.append(shape("path", {d: "M" + path.join("L"), stroke: colour, "stroke-opacity": 0.3}));
    }
  }
  for (const part of picture.parts.filter((one) => one.part === "line")) {
    const path = points(part);
    curves.append(shape("path", {d: path.length ? "M" + path.join("L") : "", stroke: COLOURS[part.line % COLOURS.length], "stroke-width": 2, ...dash(part.line)}));
  }
  const names = shape("g", {});
  picture.names.forEach((one, i) => {
    const y = PLOT.bottom + 64 + ROW * i;
    names.append(
      shape("path", {d: `M${PLOT.left} ${y - 4}h28`, stroke: COLOURS[one.line % COLOURS.length], "stroke-width": 2, ...dash(one.line)}),
      text(PLOT.left + 38, y, one.name, {fill: INK}));
  });
  return shape("svg", {xmlns: SVG, viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, "font-family": "system-ui, sans-serif"},
    shape("clipPath", {id: "plot"}, shape("rect", {x: PLOT.left, y: PLOT.top, width: PLOT.right - PLOT.left, height: PLOT.bottom - PLOT.top})),
    shape("rect", {width: WIDTH, height, fill: "#ffffff"}),
    grid, labels, curves, names);
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function svg(picture) {
  return new Blob([new XMLSerializer().serializeToString(drawing(picture))], {type: "image/svg+xml"});
}

export function saveSvg(picture, name) {
  save(svg(picture), name + ".svg");
}

/** The same drawing, twice as many dots. */
export async function png(picture) {
  const image = new Image();
  const source = URL.createObjectURL(svg(picture));
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export async function savePng(picture, name) {
  save(await png(picture), name + ".png");
}

/** A text that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value) {
  if (typeof value === "number") {
    return String(value);
  }
  const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
  return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

/** A line for each value: what was measured, neither smoothed nor zoomed. */
export function csv(lines, axis, metric) {
  const hasBands = lines.some((line) => line.low);
  const rows = [["line", axis, metric, ...(hasBands ? ["low", "high"] : [])]];
  for (const line of lines) {
    line.x.forEach((x, i) =>
      rows.push([line.name, x, line.y[i] ?? "", ...(hasBands ? [line.low[i], line.high[i]] : [])]));
  }
  return rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

export function saveCsv(lines, axis, metric, name) {
  save(new Blob([csv(lines, axis, metric)], {type: "text/csv"}), name + ".csv");
}
