import { showControls } from "@promptrail/core/portable";

/** A line on standard error: where a process tells what goes wrong, unless it is given somebody to tell. */
export function writeProblem(text: string): void {
  console.error(showControls(text));
}
