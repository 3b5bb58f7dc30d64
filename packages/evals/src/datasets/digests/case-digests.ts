import { createHash } from "node:crypto";

const scheme = "sha256-";
const bytesEach = 32;

/** The digests of a dataset's cases, each of them 32 bytes: as texts, those of a large dataset would be most of its survey. */
export class CaseDigests {
  #bytes = Buffer.alloc(bytesEach * 1_024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param digest of `contentDigest`. */
  add(digest: string): void {
    const at = this.#size * bytesEach;
    if (at === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * at);
    this.#bytes.write(digest.slice(scheme.length), at, "hex");
    this.#size += 1;
  }

  /** The `contentDigest` of the list of all digests in their order, made without the list. */
  toHash(): string {
    const bytes = this.#bytes;
    const read = (at: number) => bytes.subarray(at * bytesEach, (at + 1) * bytesEach);
    const compare = (one: number, other: number) =>
      bytes.readUInt32BE(one * bytesEach) - bytes.readUInt32BE(other * bytesEach) ||
      Buffer.compare(read(one), read(other));
    const order = Uint32Array.from({ length: this.#size }, (_, at) => at).sort(compare);
    const hash = createHash("sha256").update("[");
    for (const [place, at] of order.entries()) {
      hash.update(`${place === 0 ? "" : ","}"${scheme}${read(at).toString("hex")}"`);
    }
    return `${scheme}${hash.update("]").digest("hex")}`;
  }
}

const wordDigits = 8;

/** A sum over digests in any order, in 8 bytes, by which it is seen that a dataset is the same. */
export class DigestSum {
  readonly #words = new Uint32Array(2);

  /** @param digest of `contentDigest`. */
  add(digest: string): void {
    for (const at of this.#words.keys()) {
      const from = scheme.length + at * wordDigits;
      // Each word of the array counts modulo 2^32.
      this.#words[at] =
        (this.#words[at] ?? 0) + Number.parseInt(digest.slice(from, from + wordDigits), 16);
    }
  }

  isSame(other: DigestSum): boolean {
    return this.#words.every((word, at) => word === other.#words[at]);
  }
}
