import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isPromptrailError, type PromptrailConfig, PromptrailError } from "@promptrail/core";
import { importInTime } from "./import-in-time.js";
import { parseConfig } from "./parse-config.js";
import { type Recorded, recordImports } from "./record-imports.js";
import { toImportError } from "./to-import-error.js";

const configFileNames = [".ts", ".mts", ".mjs", ".js"].map(
  (ending) => `promptrail.config${ending}`,
);

export interface LoadedConfig {
  readonly config: PromptrailConfig;
  /** Absolute. */
  readonly file: string;
  /** The project's folder: the config's own choice, else the file's folder. */
  readonly projectFolder: string;
  /**
   * The files that loading it read, absolute, without those of installed packages; null where nobody asked for them
   * (`recordsFiles`), and where they are not known, as where the process had loaded one of them before.
   */
  readonly loadedFiles: readonly string[] | null;
}

interface LoadConfigOptions {
  /** Whether `loadedFiles` is wanted, which takes a few per cent longer. Default: false. */
  readonly recordsFiles?: boolean;
  /** Told once where loading takes long, as a sentence that says what may hold it. Default: nobody is. */
  readonly onSlow?: ((message: string) => void) | undefined;
}

/**
 * Loads a project's config: `file`, else the first `promptrail.config.ts` from `folder` upwards.
 *
 * @throws PromptrailError `config_invalid` with the cure, also where loading has not ended after two minutes.
 */
export async function loadConfig(
  folder: string,
  file?: string,
  { recordsFiles = false, onSlow }: LoadConfigOptions = {},
): Promise<LoadedConfig> {
  const path = findConfigFile(folder, file);
  const { value, files } = await importInTime({
    path,
    onSlow,
    load: () => importDefault(path, recordsFiles),
  });
  const config = parseConfig(value, path);
  const projectFolder = resolve(dirname(path), config.projectFolder ?? ".");
  return {
    file: path,
    projectFolder,
    config: { ...config, projectFolder },
    loadedFiles: files,
  };
}

/** True where a folder, or one above it, has a config: a folder that only asks a server needs none. */
export function hasConfig(folder: string): boolean {
  return lookForConfig(folder) !== null;
}

/**
 * The config's path: `file`, from a folder, or the config in that folder or above it. Loads nothing.
 *
 * @throws PromptrailError `config_invalid` where there is none.
 */
export function findConfigFile(folder: string, file?: string): string {
  const path = file === undefined ? requireConfigFile(folder) : resolve(folder, file);
  if (existsSync(path)) return path;
  throw new PromptrailError(
    "config_invalid",
    `The config file ${path} does not exist. Name the file with --config FILE, or create one with \`promptrail init\`.`,
    { file: path },
  );
}

function lookForConfig(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = configFileNames.map((name) => join(at, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (dirname(at) === at) return null;
  }
}

function requireConfigFile(folder: string): string {
  const found = lookForConfig(folder);
  if (found !== null) return found;
  throw new PromptrailError(
    "config_invalid",
    `There is no promptrail.config.ts in ${resolve(folder)} or above it. Create one with \`promptrail init\`, or name it with --config FILE.`,
    { folder },
  );
}

async function importDefault(path: string, recordsFiles: boolean): Promise<Recorded<unknown>> {
  const { value: module, files } = await importModule(path, recordsFiles);
  if (Object.hasOwn(module, "default")) return { value: module["default"], files };
  throw new PromptrailError(
    "config_invalid",
    `${path} does not export a config. Write: export default defineConfig({ … }).`,
    { file: path },
  );
}

type Module = Readonly<Record<string, unknown>>;

const load = async (url: string) => (await import(url)) as Module;

async function importModule(path: string, recordsFiles: boolean): Promise<Recorded<Module>> {
  try {
    if (recordsFiles) return await recordImports(path, load);
    return { value: await load(pathToFileURL(path).href), files: null };
  } catch (error) {
    // A prompt that is not well defined speaks for itself.
    if (isPromptrailError(error)) throw error;
    throw toImportError(path, error);
  }
}
