import type { PromptVersion, Renderer } from "@promptrail/core";
import type { Finding, TemplateDetails } from "../findings/finding.js";
import { createTemplateLocator, type LocateTemplate } from "../places/locate-template.js";
import { findTemplateFindings } from "./find-template-findings.js";
import type { TemplateFinding } from "./template-finding.js";

interface VersionFinding {
  readonly version: PromptVersion;
  readonly finding: TemplateFinding;
}

/** What there is to say of every version's templates, with their places in the files of a folder. */
export async function checkTemplates(
  prompts: readonly PromptVersion[],
  renderer: Renderer,
  projectFolder: string | undefined,
): Promise<readonly Finding[]> {
  const found = prompts.flatMap((version) =>
    findTemplateFindings(version, renderer).map((finding) => ({ version, finding })),
  );
  // Most projects have a note or two. Their files are not worth a walk through the folder.
  const needsFiles = found.some(({ finding }) => finding.severity !== "info");
  const locate =
    needsFiles && projectFolder !== undefined
      ? await createTemplateLocator(projectFolder)
      : () => null;
  return found.map((one) => ({
    severity: one.finding.severity,
    code: one.finding.code,
    message: describe(one.finding),
    template: toDetails(one, locate),
  }));
}

function describe(finding: TemplateFinding): string {
  const { template, reason, line, column, partial, path, concretePath } = finding;
  const concrete = concretePath === undefined || concretePath === path ? "" : ` (${concretePath})`;
  const inside = partial === undefined ? "the template" : `the partial '${partial}'`;
  const position = line === undefined ? "" : ` (line ${line}, column ${column ?? 1} of ${inside})`;
  return `${template}: ${reason}${concrete}${position}.`;
}

function toDetails({ version, finding }: VersionFinding, locate: LocateTemplate): TemplateDetails {
  const { line, column, partial, path } = finding;
  const place = findPlace({ version, finding }, locate);
  const { file, ...position } = place ?? {};
  return {
    prompt: finding.prompt,
    file,
    // A finding about all messages has no place of its own in the file.
    ...(finding.message === null ? {} : position),
    ...(line === undefined ? {} : { templateLine: line, templateColumn: column ?? 1 }),
    partial,
    path,
  };
}

function findPlace({ version, finding }: VersionFinding, locate: LocateTemplate) {
  const { family, content } = version;
  // What is about all messages is told at the file of the first that has a variable.
  const first = content.messages.findIndex(({ template }) => template.includes("{{"));
  const { line = 1, column = 1, partial } = finding;
  const template =
    partial === undefined
      ? content.messages[finding.message ?? first]?.template
      : content.partials?.[partial];
  if (template === undefined) return null;
  return locate({ family, version: version.version, template, line, column });
}
