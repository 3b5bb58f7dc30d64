import type { Comparison } from "../benchmark.ts";
import { createProcessTimer, runProcess } from "../timers/process-timer.ts";
import type { ProductContext } from "./product-context.ts";
import { requireSameText } from "./require-same-text.ts";

const ours = new URL("./first-render-promptrail.ts", import.meta.url);
const stock = new URL("./first-render-nunjucks.ts", import.meta.url);

/**
 * A fresh process's way to its first text: import, compile and render, by the process's own clock.
 * Node's own start is left out, because both have it and it would flatter the ratio. The renderer is
 * imported as it is published (its bundle, and what that imports), nunjucks by its main file.
 */
export async function compareFirstRender(
  template: string,
  context: ProductContext,
  runs: number,
): Promise<Comparison> {
  const parameters = [template, JSON.stringify(context)];
  const { text } = await runProcess(ours, parameters);
  requireSameText(text, (await runProcess(stock, parameters)).text);
  return {
    what: "a fresh process's first render against stock nunjucks",
    bound: 2,
    runs,
    subject: createProcessTimer(ours, parameters),
    floor: createProcessTimer(stock, parameters),
  };
}
