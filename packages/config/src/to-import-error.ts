import { PromptrailError } from "@promptrail/core";
import { findErrorCode, toErrorText } from "@promptrail/core/portable";

const cures: Readonly<Record<string, string>> = {
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX:
    "Node runs TypeScript by leaving the types out, so enum, namespace, parameter properties and import = cannot be used here or in what it imports. Write the enum as a const object, or compile the file first",
  ERR_INVALID_TYPESCRIPT_SYNTAX: "The file, or one that it imports, is not valid TypeScript",
  ERR_UNKNOWN_FILE_EXTENSION:
    "This Node does not run TypeScript: take Node 22.19 or newer without --no-experimental-strip-types, or name the config promptrail.config.mjs",
  ERR_MODULE_NOT_FOUND:
    "Something that it imports is not there: install the package, and write relative imports with their extension (./prompts/x.ts)",
  ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING:
    "TypeScript inside node_modules is not run by Node: import the package's compiled files",
};

/** Why a config could not be imported → what to do about it. */
export function toImportError(path: string, error: unknown): PromptrailError {
  const reason = toErrorText(error).split("\n", 1)[0];
  const code = findErrorCode(error) ?? "";
  const cure = cures[code] ?? "Correct it, then try again";
  return new PromptrailError(
    "config_invalid",
    `${path} cannot be loaded: ${reason}. ${cure}.`,
    { file: path, ...(code === "" ? {} : { reason: code }) },
    error,
  );
}
