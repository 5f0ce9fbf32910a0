// Which runs are ticked: what was chosen stays when one goes to another page and back.

export const chosen = new Set();

/** The ids that are ticked. */
export function selection() {
  return [...chosen];
}
