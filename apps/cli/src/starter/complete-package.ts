import { basename, join, resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import {
  describeIssues,
  findJsonFault,
  isJsonObject,
  parseJson,
  withoutMark,
} from "@promptrail/core/portable";
import { z } from "zod";
import { readOptionalFile } from "../project/files/read-optional-file.js";
import { hasSources } from "./has-sources.js";

/** The npm package that a starter project goes into, and what it gets. */
export interface CompletedPackage {
  /** True where `.ts` files are ES modules. */
  readonly isModule: boolean;
  /** The whole package.json that is to be written; null where nothing is missing in it. */
  readonly text: string | null;
  /** What stands in it now; null where there is none. */
  readonly before: string | null;
  /** What was added to one that was there: `type`, `scripts`. */
  readonly added: readonly string[];
  /** What was left in it as it was, and why, in sentences. */
  readonly left: readonly string[];
  /** What the starter imports and it does not name. */
  readonly missing: { readonly usual: readonly string[]; readonly dev: readonly string[] };
}

const names = z.record(z.string(), z.unknown()).optional();
const packageSchema = z.looseObject({
  type: z.string().optional(),
  scripts: names,
  dependencies: names,
  devDependencies: names,
  peerDependencies: names,
});
type Manifest = z.infer<typeof packageSchema>;

const usual = [
  ...["cli", "config", "core", "evals", "testing"].map((name) => `@promptrail/${name}`),
  "zod",
];
/** For the types, which Node does not look at. */
const dev = { "@types/node": "^24.19.2", typescript: "^7.0.2" };
const zodRange = "^4.6.7";

const scripts: Readonly<Record<string, string>> = {
  "prompts:check": "promptrail check",
  "prompts:lock": "promptrail lock",
  "prompts:eval": "promptrail eval",
};

/**
 * What a folder's package.json needs for a starter project. Nothing that is there is changed.
 *
 * @throws PromptrailError `request_invalid` for one that cannot be read.
 */
export async function completePackage(folder: string, version: string): Promise<CompletedPackage> {
  const file = join(folder, "package.json");
  const text = await readOptionalFile(file);
  if (text === null) {
    return {
      isModule: true,
      text: createPackage(folder, version),
      before: null,
      added: [],
      left: [],
      missing: { usual: [], dev: [] },
    };
  }
  const { manifest, whole } = parseManifest(file, withoutMark(text));
  const type = await chooseType(folder, manifest);
  const wanted = Object.entries(scripts).filter(([name]) => !has(manifest.scripts, name));
  const added = [...(type.isAdded ? ["type"] : []), ...(wanted.length > 0 ? ["scripts"] : [])];
  // What is there keeps its place.
  const completed = {
    ...whole,
    type: type.isAdded ? "module" : manifest.type,
    scripts: { ...manifest.scripts, ...Object.fromEntries(wanted) },
  };
  return {
    isModule: type.isModule,
    text: added.length === 0 ? null : writeLike(text, completed),
    before: text,
    added,
    left: [...type.left, ...findOtherScripts(manifest)],
    missing: {
      usual: usual.filter((name) => !isNamed(manifest, name)),
      dev: Object.keys(dev).filter((name) => !isNamed(manifest, name)),
    },
  };
}

async function chooseType(folder: string, { type }: Manifest) {
  if (type === "module") return { isModule: true, isAdded: false, left: [] };
  const files = "so the TypeScript files that were written end in .mts";
  if (type !== undefined) {
    return {
      isModule: false,
      isAdded: false,
      left: [`its "type" is "${type}", ${files}`],
    };
  }
  // Node would read each of them in another way.
  if (!(await hasSources(folder))) return { isModule: true, isAdded: true, left: [] };
  const left = `it has no "type", and "module" could break files that are there, ${files}`;
  return { isModule: false, isAdded: false, left: [left] };
}

function findOtherScripts({ scripts: present }: Manifest): readonly string[] {
  return Object.entries(scripts)
    .filter(([name, command]) => has(present, name) && present?.[name] !== command)
    .map(([name]) => `its script "${name}" is another one`);
}

function has(record: Readonly<Record<string, unknown>> | undefined, name: string): boolean {
  return record !== undefined && Object.hasOwn(record, name);
}

function isNamed(manifest: Manifest, name: string): boolean {
  const { dependencies, devDependencies, peerDependencies } = manifest;
  return [dependencies, devDependencies, peerDependencies].some((group) => has(group, name));
}

/** As npm writes it: with the indent, the line ends and the mark that the file has. */
function writeLike(text: string, manifest: object): string {
  const indent = /^(?:\uFEFF)?\s*\{\r?\n([ \t]+)/.exec(text)?.[1] ?? "  ";
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  return mark + `${JSON.stringify(manifest, null, indent)}\n`.replaceAll("\n", lineEnd);
}

function parseManifest(file: string, text: string) {
  const whole = parseJson(text);
  const parsed = packageSchema.safeParse(whole);
  if (parsed.success && isJsonObject(whole)) return { manifest: parsed.data, whole };
  const fault = findJsonFault(text);
  const reason =
    fault === null
      ? describeIssues(parsed.error?.issues ?? [])
      : `it is not JSON from line ${fault.line} on`;
  throw new PromptrailError(
    "request_invalid",
    `${file} cannot be read: ${reason}. Nothing was written. Correct it first.`,
  );
}

/** npm installs nothing in a package whose name has other letters. */
function toPackageName(folder: string): string {
  const name = folder.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, "-");
  return name.replace(/^[._-]+/, "").slice(0, 214) || "prompts";
}

function createPackage(folder: string, version: string): string {
  const ours = usual.map((name): readonly [string, string] => [
    name,
    name === "zod" ? zodRange : `^${version}`,
  ]);
  const content = {
    name: toPackageName(basename(resolve(folder))),
    private: true,
    type: "module",
    engines: { node: ">=22.19" },
    scripts,
    dependencies: Object.fromEntries(ours),
    devDependencies: dev,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
