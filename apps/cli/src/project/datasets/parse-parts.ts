import { PromptrailError } from "@promptrail/core";
import type { SplitPart } from "@promptrail/evals/datasets";

/** What a file's name may have everywhere. */
const partForm = /^([A-Za-z0-9_-]{1,50})=(\d{1,6})$/;

/**
 * `train=80,test=20`: names of parts with their shares, in whatever unit.
 *
 * @throws PromptrailError `request_invalid`.
 */
export function parseParts(text: string | undefined): readonly SplitPart[] {
  if (text === undefined) throw refuse("is missing");
  const parts = text.split(",").map((word) => {
    const [, name, weight] = partForm.exec(word.trim()) ?? [];
    if (name === undefined || Number(weight) === 0) throw refuse(`has "${word.trim()}" in it`);
    return { name, weight: Number(weight) };
  });
  const names = new Set(parts.map(({ name }) => name));
  if (names.size < parts.length) throw refuse("has a name twice");
  if (parts.length < 2) throw refuse("has one part only");
  return parts;
}

function refuse(what: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `--into ${what}. Name at least two parts, each once, with whole numbers above 0 for their shares: train=80,test=20.`,
    { argument: "--into" },
  );
}
