import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { MessageTemplate } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core/errors";

export interface ImportedTemplates {
  readonly messages: readonly MessageTemplate[];
  /** What the messages include, also through each other, by the names that they include it by. */
  readonly partials: Readonly<Record<string, string>>;
}

const roles = ["system", "user", "assistant"] as const;
type Role = (typeof roles)[number];

const include = /\{%[-+]?\s*include\s*(["'])(.+?)\1/gu;

/**
 * Reads template files as the messages of one version, in their order: `system=FILE`, or the role that a
 * file's name holds (`system.jinja`), else `user`. What they include is read from `folder`, where their
 * framework looks for templates; default: beside the file.
 *
 * @throws PromptrailError `request_invalid`, which names the file.
 */
export async function readTemplateFiles(
  from: string,
  files: readonly string[],
  folder: string | undefined,
): Promise<ImportedTemplates> {
  const partials = new Map<string, string>();
  const messages: MessageTemplate[] = [];
  for (const file of files) {
    const { role, path } = splitRole(file);
    const place = resolve(from, path);
    const template = await read(place, file);
    messages.push({ role, template });
    const root = folder === undefined ? dirname(place) : resolve(from, folder);
    await readIncluded(template, root, partials);
  }
  return { messages, partials: Object.fromEntries(partials) };
}

async function readIncluded(
  template: string,
  root: string,
  partials: Map<string, string>,
): Promise<void> {
  for (const [, , name = ""] of template.matchAll(include)) {
    if (partials.has(name)) continue;
    const text = await read(join(root, name), `${name}, which is included,`);
    partials.set(name, text);
    await readIncluded(text, root, partials);
  }
}

function splitRole(file: string): { readonly role: Role; readonly path: string } {
  const [, named, path = ""] = /^(system|user|assistant)=(.+)$/u.exec(file) ?? [];
  if (named !== undefined) return { role: named as Role, path };
  const words = basename(file)
    .toLowerCase()
    .split(/[^a-z]+/u);
  return { role: roles.find((role) => words.includes(role)) ?? "user", path: file };
}

async function read(path: string, what: string): Promise<string> {
  try {
    const text = await readFile(path, "utf8");
    return text.replace(/^\ufeff/u, "").replaceAll(/\r\n?/gu, "\n");
  } catch {
    throw new PromptrailError(
      "request_invalid",
      `The template file ${what} cannot be read at ${path}. Name a file that exists; --templates names the folder of included templates.`,
      { file: path },
    );
  }
}
