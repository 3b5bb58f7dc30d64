import type { PromptVersion } from "@promptrail/core";
import { createRegistry } from "@promptrail/core/lifecycle";
import { addCommand, type CommandHost } from "../add-command.js";
import { listDocument } from "../documents/declared-documents.js";
import { formatTable } from "../present/table.js";
import { loadCliProject } from "../project/load-cli-project.js";

export function addList(host: CommandHost): void {
  addCommand(host, {
    usage: "list [family]",
    summary: "list the versions that the code declares",
    documents: { list: listDocument },
    examples: ["list", "list fraud_score"],
    quotes: true,
    run: async (scope, [family]) => {
      const { config } = await loadCliProject(scope);
      const registry = createRegistry(config.prompts);
      const families = family === undefined ? registry.families : [family];
      const versions = families.flatMap((name) => registry.versionsOf(name));
      const { colors, columns } = scope.terminal;
      const head = ["VERSION", "STATUS", "PROVIDER", "MODEL", "WHY"].map(colors.bold);
      const rows = versions.map((version) => toRow(version, colors));
      return {
        text: formatTable({ head, rows }, columns),
        json: { versions: versions.map(toJson) },
      };
    },
  });
}

function toRow(
  { key, status, content, changelog }: PromptVersion,
  colors: CommandHost["terminal"]["colors"],
): readonly string[] {
  const shown = status === "active" ? colors.green(status) : status;
  return [key, shown, content.provider, content.model, changelog ?? "first version"];
}

function toJson({ family, version, key, status, changelog, content, contentHash }: PromptVersion) {
  return {
    family,
    version,
    key,
    status,
    provider: content.provider,
    model: content.model,
    changelog,
    content_hash: contentHash,
  };
}
