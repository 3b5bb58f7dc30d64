import type { RehashedVersion } from "@promptrail/check";
import type { JsonObject } from "@promptrail/core";
import { contentHashScheme } from "@promptrail/core/lifecycle";

/** Which hashes another scheme moved, and what the model is sent now: one part for each schema. */
export function describeRehashed(rehashed: readonly RehashedVersion[]): readonly string[] {
  if (rehashed.length === 0) return [];
  const bySchema = Map.groupBy(rehashed, ({ sentBefore, sent }) =>
    JSON.stringify([sentBefore, sent]),
  );
  return [
    `The hash scheme is ${contentHashScheme} now: a model is sent the input side of an output schema, which is what it may write.`,
    ...[...bySchema.values()].flatMap(describeSchema),
    "A store that has these versions under their old hashes accepts them only under new version numbers: `promptrail deploy` names them.",
  ];
}

function describeSchema(versions: readonly RehashedVersion[]): readonly string[] {
  const [first] = versions;
  return [
    ...versions.map(({ prompt, from, to }) => `  ${prompt.key} ${shorten(from)} → ${shorten(to)}`),
    `    was sent ${toText(first?.sentBefore)}`,
    `    is sent  ${toText(first?.sent)}`,
  ];
}

const toText = (schema: JsonObject | null | undefined) => JSON.stringify(schema ?? null);

const shorten = (hash: string) => `${hash.slice(0, "sha256-".length + 12)}…`;
