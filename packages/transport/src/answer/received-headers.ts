import type { Head } from "../exchange/exchange.js";

/** The headers of an answer as they came, their names in small letters. */
export class ReceivedHeaders {
  readonly #received: Head["headers"];

  constructor(received: Head["headers"]) {
    this.#received = received;
  }

  /** As that of `Headers`. */
  get(name: string): string | null {
    const key = name.toLowerCase();
    const value = Object.hasOwn(this.#received, key) ? this.#received[key] : undefined;
    return typeof value === "string" ? value.trim() : (value?.join(", ") ?? null);
  }

  toHeaders(): Headers {
    const headers = new Headers();
    for (const [name, value] of Object.entries(this.#received)) {
      if (typeof value === "string") headers.append(name, value);
      else for (const each of value ?? []) headers.append(name, each);
    }
    return headers;
  }
}
