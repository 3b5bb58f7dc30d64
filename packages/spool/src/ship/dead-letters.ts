import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { findErrorCode } from "@promptrail/core/errors";
import { makeFolder, writePlainFile } from "@promptrail/core/state-folder";
import { findSubjects } from "../segment/find-subjects.js";

/** So many bytes of what the call log refused are kept; beyond it such calls are counted only. */
export const deadBytes = 67_108_864;

interface Letter {
  readonly id: string;
}

interface DeadLettersSettings {
  readonly folder: string;
  readonly mostBytes?: number;
  readonly onProblem: (error: unknown) => void;
}

/** Keeps what the call log never takes, for people to look at. */
export class DeadLetters {
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #onProblem: (error: unknown) => void;

  constructor({ folder, mostBytes = deadBytes, onProblem }: DeadLettersSettings) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
    this.#onProblem = onProblem;
  }

  /** Never throws: what cannot be kept is counted all the same. */
  keep(letter: Letter): void {
    try {
      makeFolder(this.#folder);
      const text = JSON.stringify(letter);
      const used = this.#list().reduce((sum, path) => sum + sizeOf(path), 0);
      if (used + Buffer.byteLength(text) > this.#mostBytes) return;
      writePlainFile(join(this.#folder, toFileName(letter.id)), () => text);
    } catch (error) {
      this.#onProblem(error);
    }
  }

  /** Removes what is of a subject that was erased. Throws file system errors. */
  erase(isErased: (subject: string) => boolean): void {
    for (const path of this.#list()) {
      if (findSubjects(readFileSync(path)).some(isErased)) rmSync(path, { force: true });
    }
  }

  #list(): readonly string[] {
    try {
      return readdirSync(this.#folder).map((name) => join(this.#folder, name));
    } catch (error) {
      if (findErrorCode(error) === "ENOENT") return [];
      throw error;
    }
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** An id may be whatever a caller made. */
function toFileName(id: string): string {
  const isPlain = /^[\w-]{1,100}$/.test(id);
  return `${isPlain ? id : createHash("sha256").update(id).digest("hex")}.json`;
}
