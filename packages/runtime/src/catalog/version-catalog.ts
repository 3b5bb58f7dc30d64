import type { PromptVersion, Renderer, TemplateFilter, TemplateFunction } from "@promptrail/core";
import {
  compileMessage,
  describeInput,
  type FilterReference,
  isHashOfEarlierScheme,
  noInputs,
  type RegisteredVersion,
  type Registry,
  undescribedInput,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import type { CompiledMessage, ServableVersion } from "./servable-version.js";

type Schemas = Pick<ServableVersion, "input" | "output" | "toolInputs">;
type Source = Schemas &
  Pick<ServableVersion, "family" | "version" | "key" | "contentHash" | "content" | "describeInput">;

const noSchemas: Schemas = { input: null, output: null, toolInputs: noInputs };

/** The team's own code that templates use. */
type OwnCode = Pick<PromptVersion, "filters" | "functions">;

interface RegisteredEntry {
  readonly body: RegisteredVersion;
  readonly servable: ServableVersion;
}

/** The versions that this process can run: its build's, and those that it has from the store. */
export class VersionCatalog {
  readonly #declared = new Map<string, ServableVersion>();
  /** Comes before what is declared: a number means one content for ever. */
  readonly #registered = new Map<string, RegisteredEntry>();
  /** Numbers whose registered content is not the build's, and cannot be had either. */
  readonly #withheld = new Set<string>();
  readonly #families: ReadonlySet<string>;
  readonly #filters = new Map<string, TemplateFilter>();
  readonly #functions = new Map<string, TemplateFunction>();
  readonly #renderer: Renderer;
  #changes = 0;

  constructor(registry: Registry, own: OwnCode, renderer: Renderer) {
    this.#renderer = renderer;
    this.#families = new Set(registry.families);
    const prompts = registry.families.flatMap((family) => registry.versionsOf(family));
    this.#learn(own);
    for (const prompt of prompts) this.#addDeclared(prompt);
  }

  /** Grows with each change: what was found before may be another version now. */
  get changes(): number {
    return this.#changes;
  }

  find(family: string, version: number): ServableVersion | undefined {
    const key = versionKey(family, version);
    const declared = this.#withheld.has(key) ? undefined : this.#declared.get(key);
    return this.#registered.get(key)?.servable ?? declared;
  }

  readonly has = (family: string, version: number): boolean =>
    this.find(family, version) !== undefined;

  /** Whether the build has versions of a family. */
  declares(family: string): boolean {
    return this.#families.has(family);
  }

  /** The build's own content hash of a version; undefined where it does not declare it. */
  findDeclaredHash(family: string, version: number): string | undefined {
    return this.#declared.get(versionKey(family, version))?.contentHash;
  }

  /** The body of a version that is not the build's own. */
  findRegistered(family: string, version: number): RegisteredVersion | undefined {
    return this.#registered.get(versionKey(family, version))?.body;
  }

  /** Adds a version that the store has, or puts the registered body in the place of an edited one. */
  addRegistered(body: RegisteredVersion): boolean {
    const { family, version, content, contentHash } = body;
    const filters = findAll(this.#filters, content.filters);
    const functions = findAll(this.#functions, content.functions ?? []);
    if (filters === null || functions === null) return false;
    const key = versionKey(family, version);
    const schemas = this.#findSchemas(key, contentHash);
    const described = body.input === undefined ? undescribedInput : body.input;
    const source = {
      family,
      version,
      key,
      content,
      contentHash,
      ...schemas,
      describeInput: () => described,
    };
    this.#registered.set(key, { body, servable: this.#toServable(source, { filters, functions }) });
    this.#withheld.delete(key);
    this.#changes += 1;
    return true;
  }

  /** Serves nothing under a number: what is registered under it is damaged, and the build has another text. */
  withhold(family: string, version: number): void {
    const key = versionKey(family, version);
    this.#registered.delete(key);
    this.#withheld.add(key);
    this.#changes += 1;
  }

  /** Serves the build's own text again, but for the versions whose registered content is another one. */
  trustDeclared(conflicts: readonly { readonly family: string; readonly version: number }[]): void {
    const kept = new Set(conflicts.map(({ family, version }) => versionKey(family, version)));
    for (const key of this.#registered.keys()) {
      if (this.#declared.has(key) && !kept.has(key)) this.#registered.delete(key);
    }
    for (const key of this.#withheld) if (!kept.has(key)) this.#withheld.delete(key);
    this.#changes += 1;
  }

  /** A registered body comes without its schemas: those of the code fit where it is the same text. */
  #findSchemas(key: string, registeredHash: string): Schemas {
    const declared = this.#declared.get(key);
    if (declared === undefined) return noSchemas;
    const { contentHash, input, output, toolInputs } = declared;
    return contentHash === registeredHash || isHashOfEarlierScheme(declared, registeredHash)
      ? { input, output, toolInputs }
      : noSchemas;
  }

  #addDeclared(prompt: PromptVersion): void {
    const { family, version, key, content, contentHash, input, output, toolInputs } = prompt;
    this.#learn(prompt);
    const source = {
      family,
      version,
      key,
      content,
      contentHash,
      input,
      output,
      toolInputs,
      // When it is first needed: a process must start fast.
      describeInput: () => (input === null ? null : describeInput(input)),
    };
    this.#declared.set(key, this.#toServable(source, prompt));
  }

  #learn({ filters, functions }: OwnCode): void {
    for (const filter of filters) this.#filters.set(codeKey(filter), filter);
    for (const own of functions) this.#functions.set(codeKey(own), own);
  }

  #toServable(source: Source, { filters, functions }: OwnCode): ServableVersion {
    let compiled: readonly CompiledMessage[] | undefined;
    const { key, content } = source;
    const compile = () =>
      content.messages.map((message, index) => ({
        message,
        template: compileMessage(this.#renderer, { key, content, filters, functions }, index),
      }));
    const messages = () => {
      compiled ??= compile();
      return compiled;
    };
    return { ...source, messages };
  }
}

/** Everything that is named; null where something is missing. */
function findAll<Code>(
  known: ReadonlyMap<string, Code>,
  named: readonly FilterReference[],
): readonly Code[] | null {
  const found = named.map((reference) => known.get(codeKey(reference)));
  const all = found.filter((code) => code !== undefined);
  return all.length < found.length ? null : all;
}

function codeKey({ name, version }: FilterReference): string {
  return `${name}@${version}`;
}
