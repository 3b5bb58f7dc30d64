import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { writeProjectFile } from "@promptrail/core/state-folder";
import type { CheckedFindings } from "./checked-findings.js";
import { formatCheckMarkdown } from "./format-check-markdown.js";

export interface CheckReportOptions {
  readonly markdown?: string;
  readonly html?: string;
}

/** @throws PromptrailError `request_invalid` for a flag without a name, and for both reports in one file. */
export function requireCheckFiles(folder: string, { markdown, html }: CheckReportOptions): void {
  const empty = markdown?.trim() === "" ? "--markdown" : html?.trim() === "" ? "--html" : null;
  if (empty !== null) {
    throw new PromptrailError("request_invalid", `${empty} names no file. Name one.`);
  }
  if (markdown === undefined || html === undefined) return;
  if (resolve(folder, markdown) !== resolve(folder, html)) return;
  throw new PromptrailError(
    "request_invalid",
    `--markdown and --html name the same file, "${html}", and one report would replace the other. Name two files.`,
    { file: html },
  );
}

/** Writes the reports that are asked for, each whole, in the place of what was there. Throws `file_unwritable`. */
export async function writeCheckFiles(
  folder: string,
  { markdown, html }: CheckReportOptions,
  found: CheckedFindings,
): Promise<void> {
  if (markdown !== undefined) {
    writeProjectFile(resolve(folder, markdown), formatCheckMarkdown(found));
  }
  if (html === undefined) return;
  const { formatCheckHtml } = await import("./format-check-html.js");
  writeProjectFile(resolve(folder, html), formatCheckHtml(found));
}
