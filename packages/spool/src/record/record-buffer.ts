import { frameBytes, writeFrame } from "./record-frame.js";
import type { RecordNumbers } from "./spool-record.js";

const startBytes = 65_536;
/** Grown beyond it, the room is given back. */
const keptBytes = 4_194_304;

/** Records that are put together in memory, to be written at once. */
export class RecordBuffer {
  #bytes = Buffer.allocUnsafeSlow(startBytes);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Whose first `length` bytes were put in since `clear`; valid until the next `add`. No view of them is made for each record. */
  get room(): Buffer {
    return this.#bytes;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  add(numbers: RecordNumbers, payload: string | Uint8Array): void {
    const from = this.#length + frameBytes;
    // UTF-8 takes at most three bytes for a unit of UTF-16.
    this.#require(from + (typeof payload === "string" ? 3 : 1) * payload.length);
    const length =
      typeof payload === "string"
        ? this.#bytes.write(payload, from)
        : Buffer.from(payload.buffer, payload.byteOffset, payload.length).copy(this.#bytes, from);
    writeFrame(this.#bytes, this.#length, { ...numbers, length });
    this.#length = from + length;
  }

  clear(): void {
    this.#length = 0;
    if (this.#bytes.length > keptBytes) this.#bytes = Buffer.allocUnsafeSlow(startBytes);
  }

  #require(size: number): void {
    if (size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#bytes.length));
    this.bytes.copy(grown);
    this.#bytes = grown;
  }
}
