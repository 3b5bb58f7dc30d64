/** A function of a team's own that templates call: `{{ lookup(code, lang="de") }}`. Made by `defineFunction`. */
export interface TemplateFunction {
  readonly name: string;
  /** Part of every content hash that names the function: raise it when what it returns changes. */
  readonly version: number;
  /** The names of the arguments, in the order of `call`: templates may give them by name. */
  readonly parameters?: readonly string[] | undefined;
  /** Plain JSON values in, a plain JSON value out, and the same for the same. May throw a `TemplateRefusal`. */
  readonly call: (...args: readonly unknown[]) => unknown;
}
