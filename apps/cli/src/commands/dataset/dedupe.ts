import type { Case } from "@promptrail/core";
import { type AlikePair, changeDataset, findAlike } from "@promptrail/evals/datasets";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { datasetDedupeDocument } from "../../documents/dataset-documents.js";
import { implementCommand } from "../../implement-command.js";
import { toCount } from "../../present/dataset/describe-profile.js";
import { formatTable } from "../../present/table.js";
import { type FoundFile, findDatasetToWrite } from "../../project/datasets/find-dataset.js";
import { parseShare } from "../../project/datasets/parse-share.js";

interface DedupeOptions extends CommonOptions {
  readonly similarity?: string;
  readonly write?: boolean;
}

/** The declaration tells it in its help. */
const usualSimilarity = "0.8";

export const datasetDedupeCommand = implementCommand({
  documents: { "dataset dedupe": datasetDedupeDocument },
  quotes: true,
  run: async (scope, [name = ""], options: DedupeOptions) => {
    const threshold = parseShare(options.similarity ?? usualSimilarity, "--similarity");
    const found = await findDatasetToWrite(scope, name);
    const cases = await Array.fromAsync(found.dataset.read());
    const pairs = findAlike(cases, { threshold });
    const { write = false } = options;
    const removed = new Set(
      pairs.filter(({ advice }) => advice === "remove").map(({ duplicate }) => duplicate),
    );
    const clusters = toClusters(cases, pairs);
    const isChanged = write && removed.size + clusters.size > 0;
    if (isChanged) await changeDataset(found.file, { remove: removed, clusters });
    return present(scope, { found, pairs, removed, clusters, isChanged });
  },
});

/** The clusters of cases that stay and are alike: that of one of them, else the id of the first. */
function toClusters(
  cases: readonly Case[],
  pairs: readonly AlikePair[],
): ReadonlyMap<string, string> {
  const clusterOf = new Map(cases.map(({ id, cluster }) => [id, cluster]));
  const clusters = new Map<string, string>();
  for (const { id, duplicate, advice } of pairs) {
    if (advice !== "cluster") continue;
    const own = clusters.get(id) ?? clusterOf.get(id) ?? clusterOf.get(duplicate) ?? id;
    // What a person has put into a cluster stays there.
    if (clusterOf.get(id) === null) clusters.set(id, own);
    if (clusterOf.get(duplicate) === null) clusters.set(duplicate, own);
  }
  return clusters;
}

interface Deduped {
  readonly found: FoundFile;
  readonly pairs: readonly AlikePair[];
  readonly removed: ReadonlySet<string>;
  readonly clusters: ReadonlyMap<string, string>;
  readonly isChanged: boolean;
}

function present(
  { terminal }: CommandScope,
  { found, pairs, removed, clusters, isChanged }: Deduped,
): CommandResult<Printed<typeof datasetDedupeDocument>> {
  const { file, suite } = found;
  const { colors, columns } = terminal;
  const head = ["CASE", "DUPLICATE", "ALIKE", "ADVICE"].map(colors.bold);
  const rows = pairs.map(({ id, duplicate, kind, similarity, advice }) => [
    id,
    duplicate,
    kind === "exact" ? "exactly" : `${Math.floor(similarity * 100)} %`,
    advice === "remove" ? "remove the duplicate" : "one cluster: ground truth or tags differ",
  ]);
  const done = isChanged ? "removed" : "can be removed";
  const grouped = isChanged ? "put into a cluster" : "can be put into a cluster";
  const isLeft = !isChanged && removed.size + clusters.size > 0;
  return {
    text:
      pairs.length === 0
        ? `No two cases are alike: ${file.file}`
        : [
            formatTable({ head, rows }, columns),
            "",
            `${toCount(removed.size, "case")} ${done}, ${clusters.size} ${grouped}: ${file.file}`,
            ...(isLeft ? ["Nothing was written. Give --write to do it."] : []),
          ].join("\n"),
    json: {
      family: suite?.family ?? null,
      file: file.file,
      pairs,
      remove: [...removed],
      clusters: [...clusters].map(([id, cluster]) => ({ id, cluster })),
      written: isChanged,
    },
  };
}
