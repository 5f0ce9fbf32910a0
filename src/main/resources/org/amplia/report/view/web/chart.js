// The chart: lines, bands, hover, zoom.

import uPlot from "/uplot/uPlot.esm.js";
import {element, say} from "./dom.js";
import {number, tick} from "./format.js";

const COLOURS = 7;
const HEIGHT = 420;

/** The i-th line's colour and dash; beyond seven the colours come again, dashed. */
function style(i) {
  const colours = getComputedStyle(document.documentElement);
  return {
    colour: colours.getPropertyValue("--line-" + (i % COLOURS)).trim(),
    dash: i < COLOURS ? null : [8, 4],
  };
}

function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** What a logarithm has no place for is left out. */
function drawable(values, isLog) {
  return isLog ? values.map((y) => (y !== null && y > 0 ? y : null)) : values;
}

/** An exponential moving average without the pull of its beginning; gaps stay gaps. */
function smoothed(values, weight) {
  let sum = 0;
  let total = 0;
  return values.map((y) => {
    if (y === null) {
      return null;
    }
    sum = weight * sum + (1 - weight) * y;
    total = weight * total + (1 - weight);
    return sum / total;
  });
}

/**
 * A chart and its legend.
 *
 * @returns an object: root, legend; draw(lines, options), with lines of {name, x, y, low, high,
 *     title} and options of {xLabel, yLabel, isLog, smoothing}; picture(), what is seen, for a
 *     drawing; reset() ends the zoom; leave()
 */
export function chart() {
  const hidden = new Set();
  const root = element("div", {class: "chart", tabindex: "0", role: "img", keydown: keys});
  const readout = element("p", {class: "readout", "aria-hidden": "true"});
  const legend = element("ul", {class: "legend", "aria-label": "Lines"});
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const size = new ResizeObserver(() => plot?.setSize({width: width(), height: HEIGHT}));
  let plot = null;
  let lines = [];
  let options = {};
  let values = [];
  let isZoomed = false;
  let shape = "";
  size.observe(root);
  scheme.addEventListener("change", rebuild);

  function width() {
    return Math.max(240, root.clientWidth);
  }

  /** The columns of the chart; of a line: its raw values if they lie behind, the line, its band. */
  function columns() {
    return lines.flatMap((line, i) => {
      const y = drawable(line.y, options.isLog);
      const shown = options.smoothing > 0 ? smoothed(y, options.smoothing) : y;
      const parts = [{line: i, part: "line", x: line.x, y: shown}];
      if (options.smoothing > 0) {
        parts.push({line: i, part: "raw", x: line.x, y});
      }
      if (line.low) {
        parts.push({line: i, part: "low", x: line.x, y: drawable(line.low, options.isLog)});
        parts.push({line: i, part: "high", x: line.x, y: drawable(line.high, options.isLog)});
      }
      return parts;
    });
  }

  /** One x column for all; where a line has no value, nothing is drawn and the line goes on. */
  function aligned(parts) {
    return parts.length === 0 ? [[0], [null]] : uPlot.join(parts.map((part) => [part.x, part.y]));
  }

  function series(part) {
    const {colour, dash} = style(part.line);
    const look = {
      line: {stroke: colour, width: 2, dash},
      raw: {stroke: colour + "55", width: 1},
      low: {stroke: colour + "00", width: 0},
      high: {stroke: colour + "00", width: 0},
    }[part.part];
    return {...look, spanGaps: true, show: !hidden.has(lines[part.line].name),
      points: {show: part.part === "line" && lines[part.line].x.length < 60, size: 5, fill: colour}};
  }

  function bands(parts) {
    return parts.flatMap((part, i) =>
      part.part === "high" ? [{series: [i + 1, i], fill: style(part.line).colour + "2b"}] : []);
  }

  function axis(label) {
    return {label, labelSize: 22, labelFont: "13px system-ui, sans-serif", font: "12px system-ui, sans-serif",
      stroke: ink("--muted"), grid: {stroke: ink("--grid"), width: 1}, ticks: {stroke: ink("--grid"), width: 1}};
  }

  function rebuild() {
    plot?.destroy();
    const parts = columns();
    values = aligned(parts);
    isZoomed = false;
    plot = new uPlot({
      width: width(),
      height: HEIGHT,
      legend: {show: false},
      cursor: {drag: {x: true, y: true, uni: 40}, focus: {prox: 24}},
      focus: {alpha: 0.35},
      scales: {x: {time: false}, y: {distr: options.isLog ? 3 : 1}},
      axes: [
        {...axis(options.xLabel), values: (u, splits) => splits.map((x) => (x === null ? "" : tick(x)))},
        {...axis(options.yLabel), size: 64, values: (u, splits) => splits.map((y) => (y === null ? "" : tick(y)))},
      ],
      series: [{}, ...parts.map(series)],
      bands: bands(parts),
      hooks: {
        setCursor: [read],
        setSelect: [() => {
          isZoomed = true;
        }],
      },
    }, values, root);
    plot.over.addEventListener("dblclick", () => {
      isZoomed = false;
    });
    shape = shapeNow();
    read();
  }

  /** What a chart has to be built anew for. */
  function shapeNow() {
    return JSON.stringify([lines.map((line) => [line.name, Boolean(line.low), line.x.length < 60]), options]);
  }

  /** The values under the cursor, or the last ones: a value holds until the next. */
  function read() {
    const at = plot?.cursor.idx;
    const place = at === null || at === undefined ? values[0].length - 1 : at;
    const parts = columns();
    [...legend.children].forEach((item, i) => {
      const column = 1 + parts.findIndex((part) => part.line === i && part.part === "line");
      say(item.querySelector("output"), number(held(column, place)));
    });
    say(readout, lines.length === 0 ? "" : (at === null || at === undefined ? "at the end" : options.xLabel + " " + tick(values[0][place])));
  }

  function held(column, place) {
    const all = values[column] || [];
    for (let i = place; i >= 0; i--) {
      if (all[i] !== null && all[i] !== undefined) {
        return all[i];
      }
    }
    return null;
  }

  function toggle(name) {
    hidden.has(name) ? hidden.delete(name) : hidden.add(name);
    drawLegend();
    rebuild();
  }

  function drawLegend() {
    const focused = document.activeElement?.dataset?.line;
    legend.replaceChildren(...lines.map((line, i) => {
      const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      mark.setAttribute("viewBox", "0 0 24 8");
      mark.setAttribute("class", "mark line-" + (i % COLOURS) + (i < COLOURS ? "" : " dashed"));
      const stroke = document.createElementNS("http://www.w3.org/2000/svg", "path");
      stroke.setAttribute("d", "M0 4h24");
      mark.append(stroke);
      return element("li", {},
        element("button", {type: "button", "aria-pressed": String(!hidden.has(line.name)), "data-line": line.name,
          title: line.title || null, click: () => toggle(line.name)},
          mark, element("span", {}, line.name), element("output")));
    }));
    [...legend.querySelectorAll("button")].find((button) => button.dataset.line === focused)?.focus();
  }

  /** Arrows move the cursor, Escape ends the zoom. */
  function keys(event) {
    const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (event.key === "Escape") {
      reset();
    } else if (step && plot) {
      const place = Math.min(values[0].length - 1, Math.max(0, (plot.cursor.idx ?? -1) + step));
      plot.setCursor({left: plot.valToPos(values[0][place], "x"), top: 10});
      event.preventDefault();
    }
  }

  function reset() {
    isZoomed = false;
    rebuild();
  }

  return {
    root: element("div", {}, root, readout),
    legend,
    draw(newLines, newOptions) {
      lines = newLines;
      options = newOptions;
      root.setAttribute("aria-label",
        options.yLabel + " against " + options.xLabel + ", " + lines.length + (lines.length === 1 ? " line" : " lines"));
      if (plot && shape === shapeNow()) {
        values = aligned(columns());
        plot.setData(values, !isZoomed);
      } else {
        drawLegend();
        rebuild();
      }
      read();
    },
    reset,
    picture() {
      const scale = (name) => ({min: plot.scales[name].min, max: plot.scales[name].max});
      const parts = columns().filter((part) => !hidden.has(lines[part.line].name));
      return {x: scale("x"), y: scale("y"), options,
        names: lines.map((line, i) => ({name: line.name, ...style(i), line: i}))
          .filter((one) => !hidden.has(one.name)),
        parts};
    },
    leave() {
      size.disconnect();
      scheme.removeEventListener("change", rebuild);
      plot?.destroy();
    },
  };
}
