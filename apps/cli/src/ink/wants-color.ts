/**
 * Whether a stream is given colours. `FORCE_COLOR` says so for any stream (`0` and `false`: for none), else any
 * `NO_COLOR` says no, else a terminal is given them.
 */
export function wantsColor(
  { isTTY }: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: kind } = environment;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if (none !== undefined && none !== "") return false;
  return isTTY === true && kind !== "dumb";
}
