/** The slice of a reply's headers that is read here. */
export interface ReplyHeaders {
  get(name: string): string | null;
}

/** An answer that keeps its headers as they came, as those of `@promptrail/transport` do. */
interface ReceivingAnswer {
  readonly received: ReplyHeaders;
}

/** A reply's headers, for who asks for a few of them by name. */
export function readHeaders(response: Pick<Response, "headers">): ReplyHeaders {
  return isReceiving(response) ? response.received : response.headers;
}

function isReceiving(response: object): response is ReceivingAnswer {
  return "received" in response && typeof response.received === "object";
}
