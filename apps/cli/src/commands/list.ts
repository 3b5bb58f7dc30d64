import type { PromptVersion, Provider } from "@promptrail/core";
import { createRegistry } from "@promptrail/core/lifecycle";
import { listDocument } from "../documents/declared-documents.js";
import { implementCommand } from "../implement-command.js";
import { formatTable } from "../present/table.js";
import { loadCliProject } from "../project/load-cli-project.js";
import type { Terminal } from "../terminal.js";

export const listCommand = implementCommand({
  documents: { list: listDocument },
  quotes: true,
  run: async (scope, [family]) => {
    const { config } = await loadCliProject(scope);
    const registry = createRegistry(config.prompts);
    const families = family === undefined ? registry.families : [family];
    const versions = families.flatMap((name) => registry.versionsOf(name));
    const { colors, columns } = scope.terminal;
    const head = ["VERSION", "STATUS", "PROVIDER", "MODEL", "WHY"].map(colors.bold);
    const listed = versions.map((version) => ({
      version,
      retiresAt: findRetirementDate(version, config.providers),
    }));
    const rows = listed.map((one) => toRow(one, scope.terminal));
    return {
      text: formatTable({ head, rows }, columns),
      json: { versions: listed.map(toJson) },
    };
  },
});

interface ListedVersion {
  readonly version: PromptVersion;
  /** The day on which the vendor stops serving its model; null where none is known. */
  readonly retiresAt: string | null;
}

function findRetirementDate(
  { content: { provider, model } }: PromptVersion,
  providers: readonly Provider[],
): string | null {
  const { models = {} } = providers.find(({ id }) => id === provider) ?? {};
  return (Object.hasOwn(models, model) ? models[model]?.retiresAt : undefined) ?? null;
}

function toRow(
  { version: { key, status, content, changelog }, retiresAt }: ListedVersion,
  { colors, now }: Terminal,
): readonly string[] {
  const shown = status === "active" ? colors.green(status) : status;
  const model = `${content.model}${retiresAt === null ? "" : describeRetirement(retiresAt, now())}`;
  return [key, shown, content.provider, model, changelog ?? "first version"];
}

function describeRetirement(retiresAt: string, now: Date): string {
  return retiresAt <= now.toISOString().slice(0, 10)
    ? ` (retired since ${retiresAt})`
    : ` (until ${retiresAt})`;
}

function toJson({ version: listed, retiresAt }: ListedVersion) {
  const { family, version, key, status, changelog, content, contentHash } = listed;
  return {
    family,
    version,
    key,
    status,
    provider: content.provider,
    model: content.model,
    retires_at: retiresAt,
    changelog,
    content_hash: contentHash,
  };
}
