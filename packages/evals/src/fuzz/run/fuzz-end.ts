import type { RunStop } from "../../runner/bounds/run-stop.js";

/** Thrown where nothing more may be asked: what was found so far is kept. */
export class FuzzEnd extends Error {
  readonly stop: RunStop;

  constructor(stop: RunStop) {
    super(`The run ended: ${stop.reason}.`);
    this.stop = stop;
  }
}
