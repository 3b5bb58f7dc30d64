import { existsSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { PromptrailError, suggest } from "@promptrail/core/errors";
import { makeProjectFile } from "@promptrail/core/state-folder";
import type { CommonOptions } from "../../command-scope.js";
import { importDocument } from "../../documents/project-documents.js";
import { implementCommand } from "../../implement-command.js";
import { importTemplates } from "../../project/importing/import-templates.js";
import { readTemplateFiles } from "../../project/importing/read-template-files.js";
import { templateHostNames } from "../../project/importing/template-host-names.js";
import { type TemplateHost, templateHosts } from "../../project/importing/template-hosts.js";
import { exportName } from "../../project/importing/write-version-source.js";
import { parseCount, parseVersion } from "../../project/parse-options.js";

interface ImportOptions extends CommonOptions {
  readonly host?: string;
  readonly family?: string;
  readonly version?: string;
  readonly provider?: string;
  readonly model?: string;
  readonly maxTokens?: string;
  readonly templates?: string;
  readonly out?: string;
}

export const importJinjaCommand = implementCommand({
  documents: { "import jinja": importDocument },
  run: async ({ terminal }, files, options: ImportOptions) => {
    const settings = readSettings(files, options);
    const target = resolve(terminal.folder, options.out ?? defaultFile(settings));
    if (existsSync(target)) throw occupied(relative(terminal.folder, target));
    const read = await readTemplateFiles(terminal.folder, files, options.templates);
    const { source, variables, notes } = importTemplates(settings, findHost(options.host), read);
    makeProjectFile(target, source);
    const file = relative(terminal.folder, target);
    const needed = variables.filter(({ use }) => use !== "optional").map(({ path }) => path);
    const text = [
      `${terminal.colors.green("✓")} ${file} exports ${exportName(settings)}. List it in the prompts of your config, then: promptrail check`,
      ...notes,
      needed.length === 0
        ? "The templates need no variable."
        : `An absent variable is an error here, where Jinja2 may print nothing. The templates need: ${needed.join(", ")}.`,
    ].join("\n");
    return { text, json: { file, name: exportName(settings), needs: needed, notes } };
  },
});

function readSettings(files: readonly string[], options: ImportOptions) {
  const { provider, model, maxTokens = "1024", version = "1" } = options;
  if (provider === undefined || model === undefined) {
    throw new PromptrailError(
      "request_invalid",
      "The version needs a provider and a model. Give both: --provider ID --model NAME.",
      { argument: provider === undefined ? "--provider" : "--model" },
    );
  }
  return {
    family: options.family ?? toFamily(files[0] ?? ""),
    version: parseVersion(version, "--version"),
    provider,
    model,
    maxTokens: parseCount(maxTokens, "--max-tokens"),
    origin: files.join(", "),
  };
}

/** `user=templates/Ticket-Summary.user.jinja2` → `ticket_summary` */
function toFamily(file: string): string {
  const words = basename(file.replace(/^\w+=/u, ""))
    .replace(/\.\w+$/u, "")
    .toLowerCase();
  const parts = words
    .split(/[^a-z0-9]+/u)
    .filter((word) => !/^(?:system|user|assistant|)$/u.test(word));
  return parts.join("_") || "prompt";
}

function defaultFile({ family, version }: ReturnType<typeof readSettings>): string {
  return `prompts/${family.replaceAll("_", "-")}-v${version}.ts`;
}

function findHost(name = "jinja2"): TemplateHost {
  const host = templateHostNames.find((known) => known === name);
  if (host !== undefined) return templateHosts[host];
  throw new PromptrailError(
    "request_invalid",
    `There is no host "${name}".${suggest(name, templateHostNames)} Known hosts: ${templateHostNames.join(", ")}.`,
    { argument: "--host" },
  );
}

function occupied(file: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `The file ${file} exists already. Nothing was written. Choose another file with --out, or another --version.`,
    { file },
  );
}
