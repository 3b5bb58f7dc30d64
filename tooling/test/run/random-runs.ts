/** Whether this is `npm run test:long`. */
export const isLong = process.env["PROMPTRAIL_LONG"] === "1";

/**
 * How often a test draws at random: `usual` finds what is broken, and `long`, which
 * `npm run test:long` takes, only adds confidence.
 */
export function randomRuns({ usual, long }: { readonly usual: number; readonly long: number }) {
  return isLong ? long : usual;
}
