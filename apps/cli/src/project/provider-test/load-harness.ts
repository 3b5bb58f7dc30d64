import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { ProviderHarness } from "./load-suite.js";

const page = "The handbook's page add-a-provider shows one.";

/**
 * The harness that a module exports, as `default` or as `harness`.
 *
 * @param module a file, from `folder`, or a package that is installed there.
 * @throws PromptrailError `config_invalid` for a module that cannot be loaded, or exports no harness.
 */
export async function loadHarness(folder: string, module: string): Promise<ProviderHarness> {
  const exported = await importModule(findModule(folder, module), module);
  const harness = exported["harness"] ?? exported["default"];
  if (harness === undefined) {
    throw refuse(module, "exports neither `default` nor `harness`", "Export a ProviderHarness.");
  }
  if (!isRecord(harness)) {
    throw refuse(module, `exports ${describe(harness)} for a harness`, "Export an object.");
  }
  if (!isHarness(harness)) {
    const what = `exports a harness without ${listMissing(harness).join(", ")}`;
    throw refuse(module, what, "A harness is { wire, model, createProvider }.");
  }
  requireProvider(module, harness);
  return harness;
}

/** Looks at each field; what the functions do is the suite's to find. */
function isHarness(
  value: Readonly<Record<string, unknown>> | ProviderHarness,
): value is ProviderHarness {
  return listMissing({ ...value }).length === 0;
}

function findModule(folder: string, module: string): string {
  const file = resolve(folder, module);
  if (existsSync(file)) return file;
  try {
    return createRequire(join(folder, "any.js")).resolve(module);
  } catch (error) {
    throw refuse(
      module,
      "was found neither as a file nor as a package",
      `Looked for ${file}.`,
      error,
    );
  }
}

async function importModule(
  path: string,
  module: string,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const reason = toErrorText(error).split("\n", 1)[0] ?? "";
    throw refuse(module, `cannot be loaded: ${reason}`, "Correct the file, then try again.", error);
  }
}

/** Type by type, what a harness has, and where. */
const fields: readonly (readonly [path: string, type: "string" | "function" | "object"])[] = [
  ["model", "string"],
  ["createProvider", "function"],
  ["wire", "object"],
  ["wire.vendor", "string"],
  ["wire.basePath", "string"],
  ["wire.requestIdHeader", "string"],
  ["wire.failures", "object"],
  ["wire.answer", "function"],
  ["wire.toErrorBody", "function"],
];

function listMissing(harness: Readonly<Record<string, unknown>>): readonly string[] {
  const absent = fields.filter(([path, type]) => {
    const value = path
      .split(".")
      .reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), harness);
    return type === "object" ? !isRecord(value) : typeof value !== type;
  });
  const wire = harness["wire"];
  const hasEvent = isRecord(wire) && isEvent(wire["toErrorEvent"]);
  return [
    ...absent.map(([path, type]) => `\`${path}\` (${type})`),
    ...(hasEvent ? [] : ["`wire.toErrorEvent` (function, or null)"]),
  ];
}

function isEvent(value: unknown): boolean {
  return value === null || typeof value === "function";
}

const providerFields = {
  id: "string",
  capabilities: "object",
  optionsSchema: "object",
  models: "object",
  findIgnored: "function",
  complete: "function",
  stream: "function",
} as const;

/** Makes a provider that is never asked. */
function requireProvider(module: string, { createProvider }: ProviderHarness): void {
  let made: unknown;
  try {
    made = createProvider({ baseUrl: "http://127.0.0.1:9", key: "not-a-key" });
  } catch (error) {
    throw refuse(
      module,
      `makes no provider: ${toErrorText(error)}`,
      "Correct createProvider.",
      error,
    );
  }
  const missing = Object.entries(providerFields).filter(([name, type]) => {
    const value = isRecord(made) ? made[name] : undefined;
    // A schema of another library may be a function with properties.
    return type === "object" ? value === undefined || value === null : typeof value !== type;
  });
  if (missing.length === 0) return;
  const named = missing.map(([name]) => `\`${name}\``).join(", ");
  throw refuse(
    module,
    `makes ${isRecord(made) ? "a provider" : describe(made)} without ${named}`,
    "createProvider returns a Provider of @promptrail/core, at once and not as a promise.",
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function describe(value: unknown): string {
  return value === null ? "null" : `a ${typeof value}`;
}

function refuse(module: string, what: string, cure: string, cause?: unknown): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `${module} ${what}. ${cure} ${page}`,
    { module },
    cause,
  );
}
