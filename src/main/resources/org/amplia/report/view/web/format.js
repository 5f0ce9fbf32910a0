// How numbers and times are written: as in reports.

const NONE = "–";

/** A score or a metric: about four significant digits. */
export function number(value) {
  if (value === null || value === undefined) {
    return NONE;
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e7)) {
    return minus(value.toExponential(2));
  }
  const text = value.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : 3);
  return minus(text.replace(/0+$/, "").replace(/\.$/, "").replace(/^-0$/, "0"));
}

function minus(text) {
  return text.replace("-", "−");
}

/** A whole number with separators. */
export function count(value) {
  return value === null || value === undefined
    ? NONE
    : minus(Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ","));
}

/** A number for the tick of an axis: 250k, 1.5M. */
export function tick(value) {
  const size = Math.abs(value);
  const digits = (x) => minus(String(Number(x.toPrecision(6))));
  if (size !== 0 && (size >= 1e10 || size < 1e-4)) {
    return minus(Number(value.toPrecision(3)).toExponential());
  }
  return size >= 1e6 ? digits(value / 1e6) + "M" : size >= 1e4 ? digits(value / 1e3) + "k" : digits(value);
}

/** A share of 0 … 1. */
export function percent(share) {
  return share === null || share === undefined ? NONE : Math.floor(share * 100) + " %";
}

/** Seconds in words. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return NONE;
  }
  const whole = Math.round(seconds);
  return whole < 60
    ? whole + " s"
    : whole < 3600
      ? Math.floor(whole / 60) + " min " + (whole % 60) + " s"
      : Math.floor(whole / 3600) + " h " + Math.floor((whole % 3600) / 60) + " min";
}

/** How long ago a time was. */
export function ago(time) {
  if (!time) {
    return NONE;
  }
  const seconds = (Date.now() - Date.parse(time)) / 1000;
  if (seconds < 10) {
    return "now";
  }
  return seconds < 60
    ? Math.floor(seconds) + " s ago"
    : seconds < 3600
      ? Math.floor(seconds / 60) + " min ago"
      : seconds < 172800
        ? Math.floor(seconds / 3600) + " h ago"
        : Math.floor(seconds / 86400) + " days ago";
}
