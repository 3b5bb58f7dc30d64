import {
  type PromptVersion,
  type RegisteredVersion,
  type Registry,
  type Renderer,
  type TemplateFilter,
  templateName,
  versionKey,
} from "@promptrail/core";
import type { CompiledMessage, ServableVersion } from "./servable-version.js";

type Source = Pick<
  ServableVersion,
  "family" | "version" | "key" | "contentHash" | "content" | "input" | "output"
>;

/** The versions that this process can run: its build's, and those that it fetched from the store. */
export class VersionCatalog {
  readonly #versions = new Map<string, ServableVersion>();
  readonly #filters = new Map<string, TemplateFilter>();
  readonly #renderer: Renderer;

  constructor(registry: Registry, filters: readonly TemplateFilter[], renderer: Renderer) {
    this.#renderer = renderer;
    const prompts = registry.families.flatMap((family) => registry.versionsOf(family));
    for (const filter of [...filters, ...prompts.flatMap((prompt) => prompt.filters)]) {
      this.#filters.set(filterKey(filter), filter);
    }
    for (const prompt of prompts) this.#addDeclared(prompt);
  }

  find(family: string, version: number): ServableVersion | undefined {
    return this.#versions.get(versionKey(family, version));
  }

  readonly has = (family: string, version: number): boolean =>
    this.#versions.has(versionKey(family, version));

  /** Adds a version that the store has, or puts the registered body in the place of an edited one. */
  addRegistered(registered: RegisteredVersion): boolean {
    const { family, version, content, contentHash } = registered;
    const filters = content.filters.map((filter) => this.#filters.get(filterKey(filter)));
    const known = filters.filter((filter) => filter !== undefined);
    if (known.length < filters.length) return false;
    const key = versionKey(family, version);
    this.#add({ family, version, key, content, contentHash, input: null, output: null }, known);
    return true;
  }

  #addDeclared(prompt: PromptVersion): void {
    const { family, version, key, content, contentHash, input, output, filters } = prompt;
    this.#add({ family, version, key, content, contentHash, input, output }, filters);
  }

  #add(source: Source, filters: readonly TemplateFilter[]): void {
    let compiled: readonly CompiledMessage[] | undefined;
    const compile = () =>
      source.content.messages.map((message, index) => ({
        message,
        template: this.#renderer.compile(message.template, {
          name: templateName(source.key, message.role, index),
          filters,
        }),
      }));
    const messages = () => {
      compiled ??= compile();
      return compiled;
    };
    this.#versions.set(source.key, { ...source, messages });
  }
}

function filterKey({ name, version }: { readonly name: string; readonly version: number }): string {
  return `${name}@${version}`;
}
