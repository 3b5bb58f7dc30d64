/** A request that is sent again and again but for its body. */
export interface PostRequest {
  readonly url: string;
  readonly headers: Headers;
}

/** Sends one body. */
export type SendBody = (body: string, signal: AbortSignal) => Promise<Response>;

/** A `fetch` that can be told beforehand what requests have in common, as that of `@promptrail/transport`. */
interface PreparingFetch {
  readonly preparePost: (request: PostRequest) => SendBody;
}

/** POST requests by a `fetch`. One that cannot prepare them gets headers of its own each time, which it may change. */
export function preparePost(send: typeof fetch, request: PostRequest): SendBody {
  if (isPreparing(send)) return send.preparePost(request);
  const { url, headers } = request;
  return (body, signal) =>
    send(url, { method: "POST", headers: new Headers(headers), body, signal, redirect: "manual" });
}

function isPreparing(send: object): send is PreparingFetch {
  return "preparePost" in send && typeof send.preparePost === "function";
}
