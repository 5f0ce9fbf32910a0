// Elements are made here and nowhere else. Text is text: no string becomes markup.

/**
 * Makes an element.
 *
 * @param properties attributes by name; a function is a listener of the event of that name; what is
 *     null, undefined or false is left out
 * @param children elements and texts
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      made.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

/** Changes an element's text only where it differs, so that a selection in it stays. */
export function say(where, text) {
  if (where.textContent !== text) {
    where.textContent = text;
  }
}

/** A choice of one of several. */
export function select(label, options, value, change) {
  const list = element("select", {change: () => change(list.value)});
  fill(list, options, value);
  return {list, field: element("label", {}, element("span", {}, label), list)};
}

/** Puts options {value, label, title} into a list and chooses one, which may be none of them (yet). */
export function fill(list, options, value) {
  const isThere = options.some((option) => option.value === value);
  list.replaceChildren(
    ...[...options, ...(isThere ? [] : [{value, label: value}])].map((option) =>
      element("option", {value: option.value, title: option.title || null}, option.label)));
  list.value = value;
}

/** A table of text; the first cell of a row is its heading. */
export function table(kind, name, headings, rows) {
  return element("div", {class: "scroll", role: "region", tabindex: "0", "aria-label": name},
    element("table", {class: kind},
      element("thead", {}, element("tr", {}, headings.map((text) => element("th", {scope: "col"}, text)))),
      element("tbody", {}, rows.map((row) =>
        element("tr", {class: row.kind || null}, row.cells.map((text, i) =>
          i === 0 ? element("th", {scope: "row"}, text) : element("td", {}, text)))))));
}

const SHAPES = {
  play: "M4 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  back: "M12 2.5v11L5 8zM3 2.5h2v11H3z",
  forward: "M4 2.5v11L11 8zM11 2.5h2v11h-2z",
  first: "M14 2.5v11L8 8zM8 2.5v11L2 8z",
  last: "M2 2.5v11L8 8zM8 2.5v11L14 8z",
  right: "M6 3.5v9L11 8z",
  down: "M3.5 6h9L8 11z",
};

/** A drawing on a button, which has its name elsewhere. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[name]);
  drawing.append(path);
  return drawing;
}
