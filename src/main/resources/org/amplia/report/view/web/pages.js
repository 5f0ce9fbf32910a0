// One page at a time: which one is shown, and when it is told that something changed.

import {element} from "./dom.js";

/**
 * Shows pages by the address.
 *
 * @param place the element that a page is put into
 * @param route makes the page of an address: {root, title, update(), concerns(change), leave()}; is
 *     told the words of its path and its parameters
 * @param shown is told which page is shown
 * @returns update(change), which tells the page that is shown what changed; null if anything may have
 */
export function pages(place, route, shown) {
  let page = null;
  let busy = false;
  let waiting = false;

  /** The address: "#/run/ID", "#/curves?metric=…", "#/episode?run=ID&step=…". */
  function show() {
    const [path, query] = location.hash.slice(1).split("?");
    page?.leave?.();
    page = route(path.split("/").filter((word) => word), new URLSearchParams(query || ""));
    place.replaceChildren(page.root);
    shown(page);
    update(null);
  }

  /** One request at a time; what changed meanwhile is asked for afterwards. */
  async function update(change) {
    if (change && page.concerns && !page.concerns(change)) {
      return;
    }
    if (busy) {
      waiting = true;
      return;
    }
    busy = true;
    const asked = page;
    try {
      await asked.update();
      asked.root.querySelector(":scope > .fault")?.remove();
    } catch (fault) {
      asked.root.querySelector(":scope > .fault")?.remove();
      asked.root.prepend(element("p", {class: "fault", role: "alert"}, fault.message));
    }
    busy = false;
    if (waiting || asked !== page) {
      waiting = false;
      update(null);
    }
  }

  window.addEventListener("hashchange", show);
  show();
  return update;
}

/** Marks the link of the page that is shown. */
export function markHere(isHere) {
  for (const link of document.querySelectorAll("header nav a")) {
    isHere(link.hash) ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
}
