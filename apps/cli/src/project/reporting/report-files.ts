import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { ReportedModels, ReportedRuns } from "@promptrail/evals/reports";
import { type OwnForm, ownJunit, ownMarkdown, ownPage } from "../files/own-form.js";
import { requireWritableFile, type WantedFile, writeWantedFile } from "../files/wanted-file.js";

/** The forms of a report, by the flag that names their file. */
const flags = ["junit", "markdown", "html"] as const;
type Flag = (typeof flags)[number];
const forms = { junit: ownJunit, markdown: ownMarkdown, html: ownPage } satisfies Record<
  Flag,
  OwnForm
>;

export type ReportOptions = { readonly [Each in Flag]?: string };

/** Files that a command writes its report to. */
export interface ReportFiles {
  /** Their paths; none where no flag names one. */
  readonly paths: readonly string[];
  /** As their user named them. */
  readonly names: readonly string[];
  /** Throws where one could not be written, before anything is paid for: `request_invalid`, `file_unwritable`. */
  readonly requireWritable: () => Promise<void>;
  /** Writes all of them, each whole or not at all, in the place of what was there. Throws `file_unwritable`. */
  readonly write: (report: ReportedRuns) => Promise<void>;
  /** The same of one prompt on several models, which has a page alone. */
  readonly writeModels: (report: ReportedModels) => Promise<void>;
}

/** @throws PromptrailError `request_invalid` for two reports in one file, evidence among them, and for a file without a name. */
export function createReportFiles(
  folder: string,
  options: ReportOptions & { readonly evidence?: string },
): ReportFiles {
  const files = flags.flatMap((flag) => {
    const name = options[flag];
    if (name === undefined) return [];
    return [{ flag, name, path: resolve(folder, name), what: "report", form: forms[flag] }];
  });
  const { evidence } = options;
  requireNames([
    ...files,
    ...(evidence === undefined
      ? []
      : [{ flag: "evidence", name: evidence, path: resolve(folder, evidence) } as const]),
  ]);
  return {
    paths: files.map(({ path }) => path),
    names: files.map(({ name }) => name),
    requireWritable: async () => {
      for (const file of files) await requireWritableFile(file);
    },
    write: async (report) => {
      if (files.length === 0) return;
      const { formatEvalHtml, formatEvalJunit, formatEvalMarkdown } = await import(
        "@promptrail/evals/reports"
      );
      const formats = {
        junit: formatEvalJunit,
        markdown: formatEvalMarkdown,
        html: formatEvalHtml,
      } satisfies Record<Flag, (report: ReportedRuns) => string>;
      // All of them are made before the first is written: a fault in one leaves no half of a report.
      const made = files.map((file) => ({ file, text: formats[file.flag](report) }));
      for (const { file, text } of made) writeWantedFile(file, text);
    },
    writeModels: async (report) => {
      const page = files.find(({ flag }) => flag === "html");
      if (page === undefined) return;
      const { formatModelsHtml } = await import("@promptrail/evals/reports");
      writeWantedFile(page, formatModelsHtml(report));
    },
  };
}

interface NamedFile extends Pick<WantedFile, "name" | "path"> {
  readonly flag: Flag | "evidence";
}

function requireNames(files: readonly NamedFile[]): void {
  for (const [at, { flag, name, path }] of files.entries()) {
    if (name.trim() === "") {
      throw new PromptrailError("request_invalid", `--${flag} names no file. Name one.`);
    }
    if (name === "-") {
      throw new PromptrailError(
        "request_invalid",
        `--${flag} - would be a file named "-": a report is written to a file, and standard output has the command's own. Name a file, such as report.html, or ./- for one of that name.`,
        { file: name },
      );
    }
    const other = files.slice(0, at).find((each) => each.path === path);
    if (other === undefined) continue;
    throw new PromptrailError(
      "request_invalid",
      `--${other.flag} and --${flag} name the same file, "${name}", and one would replace the other. Name two files.`,
      { file: name },
    );
  }
}
