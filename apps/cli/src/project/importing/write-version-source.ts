import type { MessageTemplate, Status, TemplateSettings } from "@promptrail/core";
import type { HostFunction } from "./template-hosts.js";

/** What a version file says. */
export interface VersionSource {
  readonly family: string;
  readonly version: number;
  readonly provider: string;
  readonly model: string;
  readonly maxTokens: number;
  readonly settings: TemplateSettings;
  readonly functions: readonly HostFunction[];
  readonly messages: readonly MessageTemplate[];
  readonly partials: Readonly<Record<string, string>>;
  readonly status: Status;
  /** Null for a version that needs none. */
  readonly changelog: string | null;
}

/** The name that a version's file exports: `ticketSummaryV2`. */
export function exportName({ family, version }: Pick<VersionSource, "family" | "version">): string {
  const [first = "", ...rest] = family.split("_");
  const words = rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${[first, ...words].join("")}V${version}`;
}

/** A version as TypeScript, as people write it. */
export function writeVersionSource(source: VersionSource): string {
  const { functions, settings, partials, version, changelog } = source;
  const imports = functions.length === 0 ? [] : ["defineFunction", "TemplateRefusal"];
  const names = functions.map(({ source: code }) => /^const (\w+)/u.exec(code)?.[1] ?? "");
  const fields = [
    `family: ${JSON.stringify(source.family)}`,
    `version: ${version}`,
    `status: "${source.status}"`,
    `provider: ${JSON.stringify(source.provider)}`,
    `model: ${JSON.stringify(source.model)}`,
    `maxTokens: ${source.maxTokens}`,
    ...(changelog === null ? [] : [`changelog: ${JSON.stringify(changelog)}`]),
    ...(Object.keys(settings).length === 0 ? [] : [`template: ${writeObject(settings)}`]),
    ...(names.length === 0 ? [] : [`functions: [${names.join(", ")}]`]),
    ...writePartials(partials),
    ...writeMessages(source.messages),
  ];
  return [
    `import { ${["definePrompt", ...imports].toSorted().join(", ")} } from "@promptrail/core";`,
    "",
    ...functions.flatMap(({ source: code }) => [code, ""]),
    `export const ${exportName(source)} = definePrompt({`,
    ...fields.map((field) => `  ${field},`),
    "});",
    "",
  ].join("\n");
}

function writeObject(settings: TemplateSettings): string {
  const pairs = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  return `{ ${pairs.join(", ")} }`;
}

function writePartials(partials: Readonly<Record<string, string>>): readonly string[] {
  const entries = Object.entries(partials);
  if (entries.length === 0) return [];
  const lines = entries.map(([name, text]) => `    ${JSON.stringify(name)}: ${quote(text)},`);
  return [`partials: {\n${lines.join("\n")}\n  }`];
}

function writeMessages(messages: readonly MessageTemplate[]): readonly string[] {
  const [first, second, third] = messages;
  if (first?.role === "user" && second === undefined) {
    return [`userTemplate: ${quote(first.template)}`];
  }
  if (first?.role === "system" && second?.role === "user" && third === undefined) {
    return [`system: ${quote(first.template)}`, `userTemplate: ${quote(second.template)}`];
  }
  const lines = messages.map(
    ({ role, template }) => `    { role: "${role}", template: ${quote(template)} },`,
  );
  return [`messages: [\n${lines.join("\n")}\n  ]`];
}

/** A text as a template literal, so that its lines stay lines. */
function quote(text: string): string {
  return `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
}
