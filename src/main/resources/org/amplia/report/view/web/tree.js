// A tree of questions: opened, closed, searched, with any question as its root.

import {element, icon, say} from "./dom.js";
import {count} from "./format.js";

/** More rows make a page slow. */
const MOST_ROWS = 1500;

/** The question at a path, "1.0.2"; null if there is none. */
export function nodeAt(tree, path) {
  return path.split(".").filter((part) => part).reduce((node, part) => node?.subquestions[Number(part)] ?? null, tree);
}

/** The first question in a tree whose answer was read off a future that M2 saw: what is asked to measure it is not. */
export function firstFuture(node) {
  if (node.future && !/\(for Q\d only\)$/.test(node.question)) {
    return node;
  }
  for (const below of node.subquestions) {
    const found = firstFuture(below);
    if (found) {
      return found;
    }
  }
  return null;
}

/**
 * A view of trees, one at a time.
 *
 * @param name for who cannot see it
 * @param address of a question, by its path
 * @param chosen is told which question's address is wanted
 * @param film plays the future of a question; null where none can be played
 */
export function treeView(name, address, chosen, film) {
  let tree = null;
  let top = "";
  let selected = null;
  let words = "";
  const open = new Set();
  const list = element("ul", {class: "tree", "aria-label": name});
  const trail = element("nav", {class: "trail", "aria-label": "from the first question to this one"});
  const note = element("p", {class: "note", role: "status"});
  const search = element("input", {type: "search", placeholder: "search, e.g. lives", "aria-label": "search the questions", input: () => {
    words = search.value.trim().toLowerCase();
    draw();
  }});
  const button = (label, act) => element("button", {type: "button", click: act}, label);
  const tools = element("div", {class: "controls tight"}, search,
    button("Expand all", () => openAll(true)), button("Collapse all", () => openAll(false)));
  const root = element("div", {class: "questions"}, tools, trail, note, list);

  const join = (path, i) => (path === "" ? String(i) : path + "." + i);
  const parents = (path) => path === "" ? [] : path.split(".").map((_, i, parts) => parts.slice(0, i).join("."));

  function walk(node, path, act) {
    act(node, path);
    node.subquestions.forEach((below, i) => walk(below, join(path, i), act));
  }

  function openAll(isOpen) {
    open.clear();
    if (isOpen) {
      walk(nodeAt(tree, top), top, (node, path) => open.size < MOST_ROWS && open.add(path));
    }
    draw();
  }

  const matches = (node) => (node.question + " " + node.answer + " " + node.answeredBy).toLowerCase().includes(words);

  /** The paths that a search shows: what is found and what leads there. */
  function found() {
    const shown = new Set();
    let hits = 0;
    walk(nodeAt(tree, top), top, (node, path) => {
      if (matches(node)) {
        hits++;
        shown.add(path);
        parents(path).forEach((parent) => shown.add(parent));
      }
    });
    return {shown, hits};
  }

  function draw() {
    if (!tree) {
      return;
    }
    const focused = document.activeElement?.dataset?.path && root.contains(document.activeElement)
      ? [document.activeElement.dataset.path, document.activeElement.dataset.act] : null;
    const searched = words ? found() : null;
    let rows = 0;
    let isCut = false;
    const row = (node, path) => {
      if (++rows > MOST_ROWS) {
        isCut = true;
        return null;
      }
      const isOpen = searched ? searched.shown.has(path) : open.has(path);
      const shown = isOpen ? node.subquestions.map((below, i) => [below, join(path, i)])
        .filter(([, at]) => !searched || searched.shown.has(at)) : [];
      return element("li", {class: (selected === path ? "selected " : "") + (searched && matches(node) ? "found" : "")},
        line(node, path, shown.length > 0),
        shown.length === 0 ? null : element("ul", {}, shown.map(([below, at]) => row(below, at))));
    };
    list.replaceChildren(row(nodeAt(tree, top), top));
    trail.replaceChildren(...parents(top).map((path) =>
      element("button", {type: "button", click: () => from(path)}, nodeAt(tree, path).question)));
    trail.hidden = top === "";
    say(note, searched ? searched.hits + (searched.hits === 1 ? " question" : " questions") + " found" : isCut ? "Not all rows are drawn: there are too many. Take a question as root, or search." : "");
    note.hidden = note.textContent === "";
    if (focused) {
      list.querySelector("[data-path=\"" + focused[0] + "\"][data-act=\"" + focused[1] + "\"]")?.focus();
    }
  }

  function from(path) {
    top = path;
    open.add(path);
    draw();
  }

  function line(node, path, isOpen) {
    const act = (name, label, properties, ...content) =>
      element("button", {type: "button", class: "quiet", "data-path": path, "data-act": name, "aria-label": label, title: label, ...properties}, ...content);
    const toggle = () => {
      open.has(path) ? open.delete(path) : open.add(path);
      draw();
    };
    return element("div", {class: "node"},
      node.subquestions.length === 0
        ? element("span", {class: "twist"})
        : act("open", (isOpen ? "close: " : "open: ") + node.question, {class: "quiet twist", "aria-expanded": String(isOpen), click: toggle}, icon(isOpen ? "down" : "right")),
      element("div", {class: "said"},
        element("p", {}, element("span", {class: "question"}, node.question), " ", element("strong", {}, node.answer)),
        element("p", {class: "by"},
          element("span", {class: "who who-" + (["M1", "M2", "emulator", "judge"].includes(node.answeredBy) ? node.answeredBy : "other")},
            node.answeredBy === "emulator" ? "the emulator" : node.answeredBy),
          node.frames > 0 ? element("span", {class: "cost"}, count(node.frames) + (node.frames === 1 ? " frame" : " frames")) : null,
          node.future && film ? act("film", "play what the emulator showed: " + node.future.join(", then "), {click: () => film(node)}, icon("play"), "film") : null,
          path === top || node.subquestions.length === 0 ? null : act("root", "take as root: " + node.question, {click: () => from(path)}, "as root"),
          element("a", {class: "quiet", href: address(path), "data-path": path, "data-act": "link", "aria-label": "link to: " + node.question, click: (event) => {
            if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
              event.preventDefault();
              selected = path;
              chosen(path);
              draw();
            }
          }}, "link"))));
  }

  return {
    root,
    /** Shows a tree; where the next has the same shape, what is open stays open. */
    show(answer, path) {
      tree = answer;
      if (path !== null && nodeAt(tree, path)) {
        selected = path;
        parents(path).forEach((parent) => open.add(parent));
        open.add(path);
        top = nodeAt(tree, top) && path.startsWith(top) ? top : "";
      } else {
        selected = null;
        top = nodeAt(tree, top) ? top : "";
      }
      open.add(top);
      draw();
      if (selected !== null) {
        list.querySelector("li.selected > .node")?.scrollIntoView({block: "nearest"});
      }
    },
  };
}
