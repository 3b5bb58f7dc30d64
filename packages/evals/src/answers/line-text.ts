import type { AnswerText } from "../runner/run-answer.js";
import { parseAnswerLine } from "./answer-line.js";
import { type LinePlace, readLineSync } from "./read-line.js";

/** The text of an answer in a file. It holds the line's place, and no part of the answer: a run has many of them. */
export class LineText implements AnswerText {
  readonly #header: string;
  readonly #path: string;
  readonly #start: number;
  readonly #length: number;

  constructor(header: string, { path, start, length }: LinePlace) {
    this.#header = header;
    this.#path = path;
    this.#start = start;
    this.#length = length;
  }

  read(): string {
    const line = readLineSync({ path: this.#path, start: this.#start, length: this.#length });
    const written = line === null ? null : parseAnswerLine(this.#header, line);
    return written?.answer.text ?? `(This answer is no longer in ${this.#path}.)`;
  }
}
