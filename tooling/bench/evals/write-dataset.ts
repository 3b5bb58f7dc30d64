import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BenchCase } from "./evals-project.ts";

/** One case in so many fails: its answer does not name the colour. */
const failing = 20;

/** Writes a JSONL dataset of so many cases. */
export async function writeDataset(file: string, cases: number): Promise<void> {
  await pipeline(Readable.from(listLines(cases)), createWriteStream(file));
}

/** How many of the first so many cases pass. */
export function countPassing(cases: number): number {
  return cases - Math.ceil(cases / failing);
}

function* listLines(cases: number): Generator<string> {
  for (let at = 0; at < cases; at += 1) yield `${JSON.stringify(toCase(at))}\n`;
}

export function toCase(at: number): BenchCase {
  const height = `It is ${10 + (at % 50)} cm high.`;
  return {
    id: `case_${at}`,
    context: {
      product: `Desk lamp no. ${at}`,
      features: ["The lamp is blue.", "It weighs two kilograms.", height],
    },
    ground_truth: { colour: at % failing === 0 ? "green" : "blue" },
    tags: [at % 2 === 0 ? "lamps" : "offices"],
  };
}
