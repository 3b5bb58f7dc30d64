import { isError } from "../../errors/any-error.js";

/**
 * A request that brought no reply. Its cause is what `fetch` threw. The message is the same for each, as those of the vendors'
 * SDKs are.
 */
export class UnreachedVendor extends Error {
  constructor(cause: unknown) {
    super("The vendor sent no reply.", { cause });
    this.name = "UnreachedVendor";
  }

  /** True where a connection or a reply took too long, by the words of `fetch`, which has no other sign of it. */
  get isTimeout(): boolean {
    const { cause } = this;
    if (!isError(cause)) return isTimeoutText(String(cause));
    if (cause.name === "AbortError") return true;
    return isTimeoutText(`${cause.name}: ${cause.message} ${String(cause.cause)}`);
  }
}

function isTimeoutText(words: string): boolean {
  return /timed? ?out/i.test(words);
}
