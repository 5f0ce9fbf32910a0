// A person plays a game: keys go to the server, which has the clock, and pictures come back.

import {ask, token} from "./api.js";
import {element, say, select} from "./dom.js";
import {count, number} from "./format.js";
import {screen} from "./screen.js";

const CONTROLS = {ArrowUp: "UP", ArrowDown: "DOWN", ArrowLeft: "LEFT", ArrowRight: "RIGHT", Space: "FIRE"};

/** Milliseconds after which the server is told that this page is there. */
const HERE = 1000;

export function playPage(parameters) {
  const status = element("p", {class: "note", role: "status"});
  const warning = element("p", {class: "warning", role: "alert", hidden: true});
  const seed = element("input", {type: "number", min: 0, step: 1, value: parameters.get("seed") || "1", class: "place"});
  const game = select("game", [], "", () => {});
  const begin = element("button", {type: "button", class: "main", click: play}, "Play");
  const end = element("button", {type: "button", hidden: true, click: () => tell("end")}, "End and keep");
  const frame = element("div", {class: "frame", tabindex: "0", role: "application", hidden: true,
    "aria-label": "the game: arrows and space play, Escape ends",
    keydown: press, keyup: release, blur: () => tell("away")});
  const kept = element("ul", {class: "kept"});
  const keptPart = element("section", {hidden: true}, element("h2", {}, "Kept"), kept);
  let socket = null;
  let picture = null;
  let latest = null;
  let clock = 0;
  let isLoaded = false;

  const root = element("div", {class: "play"},
    element("h1", {}, "Play"),
    element("p", {class: "lead"}, "You play, 60 frames a second, and every frame is recorded. The games are demonstrations for ", element("code", {}, "amplia train"), ". They are called human, so let no program play here."),
    element("div", {class: "controls"},
      game.field, element("label", {}, element("span", {}, "seed"), seed), begin, end),
    warning, frame, status,
    element("p", {class: "note keys"}, "Keys: arrows move, space is the button and begins a game, Escape ends it. The game waits while the keyboard is elsewhere. A game that is ended is kept; so is one whose page is closed."),
    keptPart);

  async function play() {
    warn("");
    begin.hidden = true;
    try {
      const secret = await token();
      open(secret);
    } catch (fault) {
      warn(fault.message);
      begin.hidden = false;
    }
  }

  function open(secret) {
    const own = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/api/v1/play");
    socket = own;
    own.binaryType = "arraybuffer";
    own.addEventListener("open", () => {
      own.send(JSON.stringify({token: secret, game: game.list.value, seed: seed.value}));
      clock = setInterval(() => tell("here"), HERE);
    });
    own.addEventListener("message", (event) => {
      if (typeof event.data === "string") {
        hear(JSON.parse(event.data));
      } else {
        show(new Uint8Array(event.data));
      }
    });
    own.addEventListener("close", () => {
      clearInterval(clock);
      if (socket === own) {
        socket = null;
        begin.hidden = false;
        end.hidden = true;
        frame.classList.add("waiting");
        say(status, frame.hidden ? "" : "Ended.");
      }
    });
    own.addEventListener("error", () => warn("no connection: is `amplia serve` running?"));
  }

  function hear(message) {
    if (message.error) {
      warn(message.error);
    } else if (message.palette) {
      picture = screen(message.rows, message.columns, message.palette);
      picture.canvas.setAttribute("aria-label", "the screen of " + message.game);
      frame.replaceChildren(picture.canvas);
      frame.hidden = false;
      frame.classList.remove("waiting");
      end.hidden = false;
      frame.focus();
    } else if (message.file) {
      keptPart.hidden = false;
      kept.prepend(element("li", {},
        element("strong", {}, "score " + number(message.score)), ", " + count(message.frames) + " frames" + (message.isGameOver ? "" : ", not to its end") + ", the latest " + number(message.worstMillis) + " ms late: ",
        element("code", {}, message.file), element("p", {class: "note"}, "To learn from the games of this folder:"), element("pre", {tabindex: "0"}, message.train)));
    } else {
      say(status, message.text);
    }
  }

  /** Of pictures that come faster than the screen shows them, the last is drawn. */
  function show(indices) {
    if (latest === null) {
      requestAnimationFrame(() => {
        picture.draw(latest);
        latest = null;
      });
    }
    latest = indices;
  }

  function tell(kind, control = "") {
    if (socket?.readyState === WebSocket.OPEN && picture) {
      socket.send(JSON.stringify({kind, control}));
    }
  }

  function press(event) {
    if (event.code === "Escape") {
      tell("end");
    } else if (CONTROLS[event.code]) {
      event.preventDefault();
      if (!event.repeat) {
        tell("press", CONTROLS[event.code]);
      }
    }
  }

  function release(event) {
    if (CONTROLS[event.code]) {
      event.preventDefault();
      tell("release", CONTROLS[event.code]);
    }
  }

  function warn(text) {
    warning.hidden = !text;
    say(warning, text);
  }

  const hide = () => document.hidden && tell("away");
  document.addEventListener("visibilitychange", hide);

  return {
    root,
    title: "Play",
    concerns: () => false,
    async update() {
      if (!isLoaded) {
        const games = (await ask("games")).games;
        game.list.replaceChildren(...games.map((one) => element("option", {value: one.name}, one.title)));
        const wanted = parameters.get("game");
        game.list.value = games.some((one) => one.name === wanted) ? wanted : games[0].name;
        isLoaded = true;
      }
    },
    leave() {
      document.removeEventListener("visibilitychange", hide);
      socket?.close();
    },
  };
}
