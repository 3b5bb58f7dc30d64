import { basename, dirname, join } from "node:path";

/** Which number a name has, and which it gets. */
export interface NumberStep {
  readonly from: number;
  readonly to: number;
}

/** `greetingV1` → `greetingV2`, `greeting_1` → `greeting_2`, `greeting` → `greetingV2` */
export function nextName(name: string, { from, to }: NumberStep): string {
  const [, head, digits] = /^(.*?)(\d+)$/.exec(name) ?? [];
  return digits !== undefined && Number(digits) === from ? `${head}${to}` : `${name}V${to}`;
}

/** `prompts/greeting-v1.ts` → `prompts/greeting-v2.ts`; null for a file that is not named after a version. */
export function nextPath(path: string, { from, to }: NumberStep): string | null {
  const name = basename(path);
  const found = [...name.matchAll(/\d+/g)].findLast(
    ({ 0: digits, index }) =>
      Number(digits) === from && /(?:^|[^a-zA-Z]|[a-z]V|[^a-zA-Z]v|^v)$/.test(name.slice(0, index)),
  );
  if (found === undefined) return null;
  const next = name.slice(0, found.index) + to + name.slice(found.index + found[0].length);
  return join(dirname(path), next);
}
