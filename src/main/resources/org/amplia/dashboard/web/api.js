// What the server says.

/** Whether there is a server, which can be asked for more. */
export const isLive = true;

/** Asks for one thing; throws an error whose message is the server's. */
export async function ask(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  const answer = await fetch("/api/v1/" + path + (query ? "?" + query : ""), {credentials: "same-origin"});
  let body;
  try {
    body = await answer.json();
  } catch {
    throw new Error("the server's answer cannot be read (" + answer.status + ")");
  }
  if (!answer.ok) {
    throw new Error(body.error || "the server refused: " + answer.status);
  }
  return body;
}

/**
 * Tells which runs change, as long as the page is seen: a browser has few connections to a server,
 * and pages that nobody sees would hold them.
 *
 * @param changed is told {changed, removed}, or null if anything may have changed meanwhile
 * @param state is told whether there is a connection
 */
export function follow(changed, state) {
  let stream = null;
  const open = () => {
    if (stream || document.hidden) {
      return;
    }
    stream = new EventSource("/api/v1/events");
    stream.addEventListener("open", () => {
      state(true);
      changed(null);
    });
    stream.addEventListener("runs", (event) => changed(JSON.parse(event.data)));
    stream.addEventListener("error", () => {
      state(false);
      if (stream && stream.readyState === EventSource.CLOSED) {
        stream = null;
        setTimeout(open, 3000);
      }
    });
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && stream) {
      stream.close();
      stream = null;
    }
    open();
  });
  open();
}

/** What this server's pages know and pages from elsewhere do not: without it nothing is written. */
export async function token() {
  return (await ask("token")).token;
}

/** Has something written; throws an error whose message is the server's. */
export async function write(path, body) {
  const answer = await fetch("/api/v1/" + path, {
    method: "POST",
    credentials: "same-origin",
    headers: {"Content-Type": "application/json", "X-Amplia-Token": await token()},
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) {
    throw new Error(said.error || "the server refused: " + answer.status);
  }
  return said;
}

/** Asks for bytes, with the same errors. */
export async function bytes(path, parameters, signal) {
  const answer = await fetch("/api/v1/" + path + "?" + new URLSearchParams(parameters), {credentials: "same-origin", signal});
  if (!answer.ok) {
    throw new Error((await answer.json()).error);
  }
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * Asks for what takes a while: lines of JSON, of which the last is the answer.
 *
 * @param parameters pairs; a name may be there several times
 * @param line is told of the lines before it
 * @param signal ends it; the server then stops looking ahead
 */
export async function lines(path, parameters, line, signal) {
  const answer = await fetch("/api/v1/" + path + "?" + new URLSearchParams(parameters), {credentials: "same-origin", signal});
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let last = null;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    const ends = text.split("\n");
    text = ends.pop();
    for (const one of ends) {
      last = JSON.parse(one);
      line(last);
    }
  }
  last = text ? JSON.parse(text) : last;
  if (!last || last.error || !answer.ok) {
    throw new Error(last?.error || "the server ended the answer");
  }
  return last;
}
