import { createHmac } from "node:crypto";
import type { CallLog } from "@promptrail/core/call-log";

/** By what the subjects of calls are stored: asked of the log once, and kept in memory. */
export class SubjectSecret {
  readonly #log: Pick<CallLog, "subjectSecret">;
  #secret: Uint8Array | null = null;
  #asking: Promise<void> | null = null;

  constructor(log: Pick<CallLog, "subjectSecret">) {
    this.#log = log;
  }

  get isKnown(): boolean {
    return this.#secret !== null;
  }

  /** Resolves once it is known. Throws what the log throws. */
  async require(): Promise<void> {
    if (this.#secret !== null) return;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    await this.#asking;
  }

  /** HMAC-SHA-256 in hexadecimal digits; null while the secret is not known. */
  hash(subject: string): string | null {
    return this.#secret === null
      ? null
      : createHmac("sha256", this.#secret).update(subject).digest("hex");
  }

  async #ask(): Promise<void> {
    this.#secret = await this.#log.subjectSecret();
  }
}
