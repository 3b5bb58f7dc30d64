import { PromptrailError } from "@promptrail/core";
import type { SplitPart } from "@promptrail/evals/datasets";

/** What a file's name may have everywhere, and a share: `80`, `80%`, `12.5`, `0.8`, `.8`. */
const partForm = /^([A-Za-z0-9_-]{1,50})=(\d{1,3}(?:\.\d{1,9})?|\.\d{1,9})(%?)$/;
/** Sums of decimal fractions are not exact. */
const tolerance = 1e-9;

/**
 * `train=80,test=20`: names of parts with their shares, all in percent, or all as fractions of 1.
 *
 * @throws PromptrailError `request_invalid`, also for shares whose sum is neither 100 nor 1.
 */
export function parseParts(text: string | undefined): readonly SplitPart[] {
  if (text === undefined) throw refuse("is missing");
  const read = text.split(",").map((word) => {
    const [, name, weight, sign] = partForm.exec(word.trim()) ?? [];
    if (name === undefined || Number(weight) === 0) throw refuse(`has "${word.trim()}" in it`);
    return { name, weight: Number(weight), isPercent: sign === "%" };
  });
  const names = new Set(read.map(({ name }) => name));
  if (names.size < read.length) throw refuse("has a name twice");
  if (read.length < 2) throw refuse("has one part only");
  const sum = read.reduce((total, { weight }) => total + weight, 0);
  const isPercent = Math.abs(sum - 100) < tolerance;
  const isFraction = Math.abs(sum - 1) < tolerance && read.every((part) => !part.isPercent);
  if (!isPercent && !isFraction) throw refuse(`has shares whose sum is ${Number(sum.toFixed(9))}`);
  return read.map(({ name, weight }) => ({ name, weight }));
}

function refuse(what: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `--into ${what}. Name at least two parts, each once, with shares above 0 that are percent and sum to 100 (train=80,test=20), or fractions and sum to 1 (train=0.8,test=0.2).`,
    { argument: "--into" },
  );
}
