/** What a version asks for beside its model's settings. */
export interface AskedCapabilities {
  readonly tools: boolean;
  readonly output: boolean;
  readonly cache: boolean;
}

/** A part of it that a provider does not know, by its name and in words: "asks for caching". */
export interface MissingCapability {
  readonly setting: keyof AskedCapabilities;
  readonly what: string;
}

/** The part of a provider's capabilities that is looked at. */
interface KnownCapabilities {
  readonly tools: boolean;
  readonly output: "schema" | "json" | "none";
  readonly cacheHints: boolean;
}

/** What a version asks for and a provider, by its capabilities, cannot do at all. */
export function findMissingCapabilities(
  asked: AskedCapabilities,
  { tools, output, cacheHints }: KnownCapabilities,
): readonly MissingCapability[] {
  return [
    ...(asked.tools && !tools ? [{ setting: "tools", what: "declares tools" } as const] : []),
    ...(asked.output && output === "none"
      ? [{ setting: "output", what: "has an output schema" } as const]
      : []),
    ...(asked.cache && !cacheHints
      ? [{ setting: "cache", what: "asks for caching" } as const]
      : []),
  ];
}
