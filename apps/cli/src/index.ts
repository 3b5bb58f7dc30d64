export { type ListedDocument, listDocuments } from "./documents/list-documents.js";
export { formatVersion } from "./documents/print-document.js";
export { type ExitCode, toExitCode } from "./exit-code.js";
export { runCli } from "./run-cli.js";
export { createProcessTerminal, type Terminal } from "./terminal.js";
