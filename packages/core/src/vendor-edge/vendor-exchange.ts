const key = Symbol("promptrail.vendor-exchange");

/**
 * One attempt's own way to the `fetch` of `createVendorFetch`, past a vendor's client in between: its signal, and the
 * response that came. Clients follow a signal and give a response out too, but both at a tenth of what a call costs.
 */
export interface VendorExchange {
  /** The client's options for this request: `{ fetchOptions }`. */
  readonly fetchOptions: Readonly<Record<never, never>>;
  /** What came of it last. Throws before anything came. */
  readonly response: () => Response;
}

/** An exchange as its `fetch` sees it. */
export interface HandedExchange {
  readonly signal: AbortSignal;
  response: Response | null;
}

interface HandedInit {
  readonly [key]?: HandedExchange;
}

/** For an answer that is read as a whole: a client ends the reading of a stream by a signal of its own. */
export function openExchange(signal: AbortSignal): VendorExchange {
  const handed: HandedExchange = { signal, response: null };
  const fetchOptions: HandedInit = { [key]: handed };
  return {
    fetchOptions,
    response: () => {
      if (handed.response === null) throw new TypeError("No response came through this exchange.");
      return handed.response;
    },
  };
}

/** What an exchange hands to its `fetch`; undefined where none does. */
export function findExchange(init: RequestInit | undefined): HandedExchange | undefined {
  return (init as HandedInit | undefined)?.[key];
}
