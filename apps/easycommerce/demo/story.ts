import { showControls } from "@promptrail/core/portable";
import type { Promptrail } from "@promptrail/runtime";
import pc from "picocolors";
import type config from "../promptrail.config.ts";
import type { Upstreams } from "./upstreams.ts";

/** What the steps share. */
export interface Story {
  readonly upstreams: Upstreams;
  /** For the processes that the steps start. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The shop's prompts, with their families and contexts as types. */
export type Shop = Promptrail<(typeof config)["prompts"]>;

/** Ends the demo when a step did not do what it shows. */
export function expectStory(holds: boolean, what: string): void {
  if (!holds) throw new Error(`This should hold, and does not: ${what}`);
  console.log(`${pc.green("  ✓")} ${what}`);
}

export function printTitle(number: number, title: string): void {
  console.log(`\n${pc.bold(`${number}. ${title}`)}`);
}

export function printText(text: string, width = 96): void {
  for (const line of wrap(text, width)) console.log(`    ${line}`);
}

/** Breaks a text into lines of at most `width` characters, between words where it can; its controls are shown. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of showControls(text).split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
