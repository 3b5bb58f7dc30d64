import type { Dispatcher } from "undici";

/** Tells undici that the request is not to be written after all. */
class Warmed extends Error {}

/**
 * Opens a connection and leaves it to the next request. undici connects for a request alone; this one is taken
 * back in the moment in which it would be written, which leaves the socket open.
 */
export function warmConnection(dispatcher: Dispatcher, origin: string): Promise<void> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(
      // With headers, as all requests have: without any, a tunnel would be opened for another name.
      { origin, path: "/", method: "GET", headers: [] },
      {
        onRequestStart: () => {
          throw new Warmed();
        },
        // undici asks for all of a handler's methods; these are not called.
        onResponseStart: () => {},
        onResponseData: () => {},
        onResponseEnd: () => {},
        onResponseError: (_controller, error) => {
          if (error instanceof Warmed) resolve();
          else reject(new TypeError("fetch failed", { cause: error }));
        },
      },
    );
  });
}
