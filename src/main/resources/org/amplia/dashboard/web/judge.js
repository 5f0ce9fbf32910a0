// A person compares two films that begin in the same state.

import {ask, write} from "./api.js";
import {element, say} from "./dom.js";
import {screen} from "./screen.js";

/** Frames that a television shows, and of an agent step. */
const STEPS_A_SECOND = 15;

/** Milliseconds for which the last picture stays. */
const REST = 700;

/** Milliseconds after which one looks whether a round asks something. */
const LOOK = 2000;

const CHOICES = [
  {choice: "left", label: "Left is better", key: "ArrowLeft", shown: "left arrow"},
  {choice: "right", label: "Right is better", key: "ArrowRight", shown: "right arrow"},
  {choice: "equal", label: "Equal", key: "e", shown: "E"},
  {choice: "cannot-tell", label: "Cannot tell", key: "c", shown: "C"},
];

export function judgePage(parameters) {
  const run = parameters.get("run") || "";
  const path = "runs/" + encodeURIComponent(run) + "/questions";
  const status = element("p", {class: "note", role: "status"}, "…");
  const warning = element("p", {class: "warning", role: "alert", hidden: true});
  const films = element("div", {class: "films"});
  const buttons = CHOICES.map((one) => element("button", {type: "button", class: one.choice === "left" || one.choice === "right" ? "main" : null, title: one.shown, click: () => answer(one.choice)}, one.label));
  const back = element("button", {type: "button", click: goBack}, "Back");
  const again = element("button", {type: "button", title: "space", click: replay}, "Play again");
  const panel = element("div", {hidden: true}, films, element("div", {class: "controls tight"}, buttons, again, back));
  const root = element("div", {class: "judge"},
    element("h1", {}, "Which is better?"),
    element("p", {class: "lead"}, "Both films begin in the same state of a game of this run. Say in which the player does better. What you say is what the run learns from (",
      element("a", {href: "#/run/" + encodeURIComponent(run)}, "its page"), ")."),
    warning, status, panel,
    element("p", {class: "note keys"}, "Keys: left and right arrow, E equal, C cannot tell, space plays again."));
  let round = null;
  let at = null;
  let shown = null;
  let isBusy = false;
  let clock = 0;
  const looking = setInterval(() => look().catch((fault) => warn(fault.message)), LOOK);

  async function look() {
    if (isBusy || at !== null) {
      return;
    }
    isBusy = true;
    try {
      round = await ask(path);
      const next = round.isOpen ? round.questions.find((one) => !one.choice) : null;
      await (next ? show(next) : rest());
    } finally {
      isBusy = false;
    }
  }

  function rest() {
    cancelAnimationFrame(clock);
    at = null;
    panel.hidden = true;
    const answered = round.questions.filter((one) => one.choice).length;
    say(status, round.round === 0 ? "The run has asked nothing yet: it does so in its first round."
      : round.isOpen ? "All " + answered + " questions of round " + round.round + " are answered: the run goes on."
        : "Round " + round.round + " is closed, with " + answered + " of " + round.questions.length + " answered. The next round's questions appear here.");
  }

  async function show(question) {
    const film = await ask(path + "/" + question.id);
    const sides = ["left", "right"].map((side) => {
      const picture = screen(film.rows, film.columns, film.palette);
      picture.canvas.setAttribute("aria-label", "the " + side + " film");
      return {picture, pictures: Uint8Array.from(atob(film[side]), (letter) => letter.charCodeAt(0))};
    });
    at = question;
    shown = {sides, size: film.rows * film.columns};
    films.replaceChildren(...sides.map((side, i) => element("figure", {}, element("div", {class: "frame"}, side.picture.canvas), element("figcaption", {}, i === 0 ? "left" : "right"))));
    panel.hidden = false;
    back.disabled = round.questions.indexOf(question) === 0;
    tell();
    replay();
  }

  function tell() {
    const number = round.questions.indexOf(at) + 1;
    say(status, "Round " + round.round + ", question " + number + " of " + round.questions.length + ", " + round.questions.filter((one) => one.choice).length + " answered" + (at.choice ? " (this one: " + at.choice + ")" : ""));
  }

  /** Both films from their beginning, again and again. */
  function replay() {
    cancelAnimationFrame(clock);
    const steps = Math.max(...shown.sides.map((side) => side.pictures.length / shown.size)) - 1;
    let begun = performance.now();
    const tick = (now) => {
      const step = Math.floor((now - begun) / 1000 * STEPS_A_SECOND);
      for (const side of shown.sides) {
        const last = side.pictures.length / shown.size - 1;
        const from = Math.min(last, Math.max(0, step)) * shown.size;
        side.picture.draw(side.pictures.subarray(from, from + shown.size));
      }
      if (now - begun > 1000 * steps / STEPS_A_SECOND + REST) {
        begun = now;
      }
      clock = requestAnimationFrame(tick);
    };
    clock = requestAnimationFrame(tick);
  }

  async function answer(choice) {
    if (!at || isBusy) {
      return;
    }
    isBusy = true;
    warn("");
    try {
      await write(path + "/" + at.id, {choice});
      at.choice = choice;
      const next = round.questions.find((one) => !one.choice);
      await (next ? show(next) : rest());
    } catch (fault) {
      warn(fault.message);
      at = null;
    }
    isBusy = false;
  }

  async function goBack() {
    const place = round.questions.indexOf(at);
    if (place > 0 && !isBusy) {
      isBusy = true;
      await show(round.questions[place - 1]).catch((fault) => warn(fault.message));
      isBusy = false;
    }
  }

  function warn(text) {
    warning.hidden = !text;
    say(warning, text);
  }

  function press(event) {
    if (!at || event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select")) {
      return;
    }
    const choice = CHOICES.find((one) => one.key === event.key || one.key === event.key.toLowerCase());
    if (choice && !event.repeat) {
      event.preventDefault();
      answer(choice.choice);
    } else if (event.key === " " && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      replay();
    }
  }

  document.addEventListener("keydown", press);

  return {
    root,
    title: "Which is better?",
    concerns: () => false,
    update: look,
    leave() {
      clearInterval(looking);
      cancelAnimationFrame(clock);
      document.removeEventListener("keydown", press);
    },
  };
}
