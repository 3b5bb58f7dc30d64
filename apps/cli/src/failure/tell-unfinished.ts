import type { Terminal } from "../terminal.js";
import { printError } from "./print-error.js";

const message =
  "The command ended before it was done: something in the project waits for what never comes. Look at each `await` of the config, the datasets and the evals.";

/**
 * Node ends a process in which nothing can happen any more, as if all were well. Where that befalls a command, it is an error.
 *
 * @returns what a command calls that has come to its end.
 */
export function tellUnfinished(terminal: Terminal, isJson: boolean): () => void {
  const onEmpty = () => {
    process.exitCode = 3;
    printError(terminal, { error: unfinished, message, isJson });
  };
  process.once("beforeExit", onEmpty);
  return () => process.removeListener("beforeExit", onEmpty);
}

/** It has no stack that would tell anybody anything. */
const unfinished = { message };
