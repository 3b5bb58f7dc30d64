import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { type OwnForm, ownMarkdown, ownPage } from "../files/own-form.js";
import { requireWritableFile, type WantedFile, writeWantedFile } from "../files/wanted-file.js";
import type { CheckedFindings } from "./checked-findings.js";
import { formatCheckMarkdown } from "./format-check-markdown.js";

export interface CheckReportOptions {
  readonly markdown?: string;
  readonly html?: string;
}

/** @throws PromptrailError `request_invalid` for a flag without a name, both reports in one file, and a file that is no report; `file_unwritable`. */
export async function requireCheckFiles(
  folder: string,
  { markdown, html }: CheckReportOptions,
): Promise<void> {
  const empty = markdown?.trim() === "" ? "--markdown" : html?.trim() === "" ? "--html" : null;
  if (empty !== null) {
    throw new PromptrailError("request_invalid", `${empty} names no file. Name one.`);
  }
  const names = [markdown, html].filter((name) => name !== undefined);
  const [name = ""] = names;
  if (new Set(names.map((name) => resolve(folder, name))).size < names.length) {
    throw new PromptrailError(
      "request_invalid",
      `--markdown and --html name the same file, "${name}", and one report would replace the other. Name two files.`,
      { file: name },
    );
  }
  for (const each of names) {
    await requireWritableFile(toWanted(folder, each, each === html ? ownPage : ownMarkdown));
  }
}

/** Writes the reports that are asked for, each whole, in the place of what was there. Throws `file_unwritable`. */
export async function writeCheckFiles(
  folder: string,
  { markdown, html }: CheckReportOptions,
  found: CheckedFindings,
): Promise<void> {
  if (markdown !== undefined) {
    writeWantedFile(toWanted(folder, markdown, ownMarkdown), formatCheckMarkdown(found));
  }
  if (html === undefined) return;
  const { formatCheckHtml } = await import("./format-check-html.js");
  writeWantedFile(toWanted(folder, html, ownPage), formatCheckHtml(found));
}

function toWanted(folder: string, name: string, form: OwnForm): WantedFile {
  return { path: resolve(folder, name), name, what: "report", form };
}
