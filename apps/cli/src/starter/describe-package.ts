import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { readOptionalFile } from "../project/read-optional-file.js";

/** The npm package that a starter project goes into. */
export interface ProjectPackage {
  /** True where `.ts` files are ES modules. */
  readonly isModule: boolean;
  /** The package.json to write; null where there is one. */
  readonly created: string | null;
}

const packageSchema = z.looseObject({ type: z.string().optional() });

export async function describePackage(folder: string, version: string): Promise<ProjectPackage> {
  const existing = await readPackage(folder);
  // Without a `type`, Node tells modules by their syntax; "commonjs" keeps it from looking.
  if (existing !== null) return { isModule: existing.type !== "commonjs", created: null };
  return { isModule: true, created: createPackage(folder, version) };
}

async function readPackage(folder: string): Promise<z.infer<typeof packageSchema> | null> {
  const text = await readOptionalFile(join(folder, "package.json"));
  return text === null ? null : packageSchema.parse(JSON.parse(text));
}

function createPackage(folder: string, version: string): string {
  const names = ["cli", "config", "core", "evals", "testing"];
  const content = {
    name: basename(resolve(folder)).toLowerCase(),
    private: true,
    type: "module",
    engines: { node: ">=22.19" },
    dependencies: {
      ...Object.fromEntries(names.map((name) => [`@promptrail/${name}`, `^${version}`])),
      zod: "^4.6.7",
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
