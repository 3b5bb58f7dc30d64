import { findVersionVariables, type VersionVariable } from "@promptrail/check";
import { definePrompt } from "@promptrail/core";
import { compileMessage } from "@promptrail/core/lifecycle";
import { createRenderer } from "@promptrail/renderer";
import type { ImportedTemplates } from "./read-template-files.js";
import type { TemplateHost } from "./template-hosts.js";
import { type VersionSource, writeVersionSource } from "./write-version-source.js";

interface Settings
  extends Pick<VersionSource, "family" | "version" | "provider" | "model" | "maxTokens"> {
  /** Where the templates came from. */
  readonly origin: string;
}

export interface ImportedVersion {
  /** The version's file. */
  readonly source: string;
  readonly variables: readonly VersionVariable[];
  /** What is another text here than in the framework, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Makes a version of templates that were written for a framework's Jinja environment.
 *
 * @throws TemplateError where one uses what prompt templates do not have; PromptrailError `invalid_definition`.
 */
export function importTemplates(
  settings: Settings,
  host: TemplateHost,
  read: ImportedTemplates,
): ImportedVersion {
  const adapt = (text: string) => (host.writesPlainJson ? text.replace(toJson, "$1json") : text);
  const messages = read.messages.map(({ role, template }) => ({ role, template: adapt(template) }));
  const partials = Object.fromEntries(
    Object.entries(read.partials).map(([name, text]) => [name, adapt(text)]),
  );
  const prompt = definePrompt({
    family: settings.family,
    version: settings.version,
    provider: settings.provider,
    model: settings.model,
    maxTokens: settings.maxTokens,
    changelog: settings.origin,
    status: "draft",
    template: host.settings,
    functions: host.functions.map(({ value }) => value),
    partials,
    messages,
  });
  const renderer = createRenderer();
  const compiled = messages.map((_, index) => compileMessage(renderer, prompt, index));
  const called = new Set(compiled.flatMap(({ functions }) => functions));
  const functions = host.functions.filter(({ value }) => called.has(value.name));
  const isAdapted = messages.some(({ template }, at) => template !== read.messages[at]?.template);
  return {
    source: writeVersionSource({
      ...settings,
      // A family needs an active version; a later one goes live when it is promoted.
      status: settings.version === 1 ? "active" : "draft",
      changelog: settings.version === 1 ? null : `Imported from ${settings.origin}.`,
      settings: host.settings,
      functions,
      messages,
      partials,
    }),
    variables: findVersionVariables(prompt, renderer),
    notes: [
      ...(isAdapted
        ? ["`tojson` became `json`, which writes what this framework's `tojson` does."]
        : []),
      ...compiled.flatMap(({ notes }) =>
        notes.map(({ line, reason }) => `Line ${line}: ${reason}.`),
      ),
    ],
  };
}

const toJson = /(\|\s*)tojson\b/gu;
