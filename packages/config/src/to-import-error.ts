import { PromptrailError } from "@promptrail/core";
import { findErrorCode, toErrorText } from "@promptrail/core/errors";

const cures: Readonly<Record<string, string>> = {
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX:
    "Node runs TypeScript by removing the types, so this file and the files that it imports cannot use enum, namespace, parameter properties or import =. Write an enum as a const object, or compile the file first",
  ERR_INVALID_TYPESCRIPT_SYNTAX: "The file, or one that it imports, is not valid TypeScript",
  ERR_UNKNOWN_FILE_EXTENSION:
    "This release of Node does not run TypeScript: use Node 22.19 or newer without --no-experimental-strip-types, or write the config as promptrail.config.mjs",
  ERR_MODULE_NOT_FOUND:
    "A module that it imports was not found: install the package, and write relative imports with their extension (./prompts/x.ts)",
  ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING:
    "Node does not run TypeScript in node_modules: import the package's compiled files",
};

const ofDefinition =
  "Correct that definition, in this file or in one that it imports, then try again";

/** Recognised by its data: another copy of the package may have thrown it. */
function isDefinition(error: unknown): boolean {
  return findErrorCode(error) === "invalid_definition";
}

/** Why a config could not be imported → what to do about it. */
export function toImportError(path: string, error: unknown): PromptrailError {
  const reason = toErrorText(error).split("\n", 1)[0];
  const code = findErrorCode(error) ?? "";
  const cure =
    cures[code] ?? (isDefinition(error) ? ofDefinition : "Correct the file, then try again");
  return new PromptrailError(
    "config_invalid",
    `${path} cannot be loaded: ${reason}. ${cure}.`,
    { file: path, ...(code === "" ? {} : { reason: code }) },
    error,
  );
}
