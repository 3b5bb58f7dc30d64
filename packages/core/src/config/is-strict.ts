import type { PromptrailConfig } from "./promptrail-config.js";

/** Whether a family's versions may ask for nothing that their models cannot take. */
export function isStrict(
  { strictSettings, families }: Pick<PromptrailConfig, "strictSettings" | "families">,
  family: string,
): boolean {
  const own = Object.hasOwn(families ?? {}, family) ? families?.[family] : undefined;
  return own?.strictSettings ?? strictSettings ?? false;
}
