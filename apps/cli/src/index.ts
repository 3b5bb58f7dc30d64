export { formatVersion } from "./documents/print-document.js";
export { type ExitCode, toExitCode } from "./exit-code.js";
export { type ListedDocument, listDocuments } from "./program/list-documents.js";
export { runCli } from "./run-cli.js";
export { createProcessTerminal, type Terminal } from "./terminal.js";
