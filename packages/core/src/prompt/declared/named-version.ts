import type { PromptVersion } from "../prompt-version.js";

/**
 * A version as a caller names it: a number that is written down must be one that the code declares. One that is
 * only known when the program runs may be any, and so may that of such a family, and all where the code does not write
 * its numbers down.
 */
export type NamedVersion<
  Prompts extends readonly PromptVersion[],
  Family extends string,
  Named,
> = NamedIn<Prompts[number], Family, Named>;

// Prompts are only ever looked at, as in `DataOf`.
type NamedIn<Declared, Family extends string, Named> = [Declared] extends [
  { readonly version: infer Number },
]
  ? number extends Number
    ? Named
    : FittingNumber<Extract<Declared, { readonly family: Family }>, Family, Named>
  : never;

type FittingNumber<Version, Family extends string, Named> = Named extends number
  ? number extends Named
    ? Named
    : string extends Family
      ? Named
      : [Version] extends [{ readonly version: infer Number }]
        ? Named extends Number
          ? Named
          : `Family "${Family}" has no version ${Named}.`
        : never
  : Named;
