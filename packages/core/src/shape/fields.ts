import { rootPath } from "./field-path.js";
import type { ContextContents } from "./read-context.js";
import { toPower } from "./to-power.js";

/** How many paths of each kind are told. */
const mostPaths = 7;

/** Features of lists, and of fields that are missing or empty. */
export function readFields({ lists, objects, present, empty }: ContextContents): readonly string[] {
  const missing = [...present]
    .filter(([, { of, count }]) => count < (objects.get(of) ?? 0))
    .map(([path]) => path);
  return [
    ...tell("list", [...lists.keys()], (path) => `:${toPower(lists.get(path) ?? 0)}`),
    ...tell("missing", missing),
    ...tell("empty", [...empty]),
  ];
}

function tell(
  kind: string,
  paths: readonly string[],
  suffix: (path: string) => string = () => "",
): readonly string[] {
  const told = [...paths].sort().slice(0, mostPaths);
  const features = told.map((path) => `${kind}:${path === rootPath ? "$" : path}${suffix(path)}`);
  return paths.length > mostPaths ? [...features, `${kind}:more`] : features;
}
