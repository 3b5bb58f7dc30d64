import type { Runtime } from "../runtime/runtime.js";

/** nunjucks' signature of a compiled template; only the runtime is used. */
export type RootFunction = (
  environment: null,
  context: null,
  frame: null,
  runtime: Runtime,
  done: null,
) => string;

/** Turns generated code into a function. It holds words of the template as JSON literals only. */
export function loadRoot(code: string): RootFunction {
  // Compiling is what nunjucks does with its own code, and why names are checked by the tokenizer.
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
  const make = new Function(code) as () => { readonly root: RootFunction };
  return make().root;
}
