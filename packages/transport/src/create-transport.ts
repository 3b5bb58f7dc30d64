import { createAgentSource } from "./agents/agent-source.js";
import type { Agents } from "./agents/create-agents.js";
import { warmConnection } from "./agents/warm-connection.js";
import type { Answer } from "./answer/answer.js";
import { toAnswer } from "./answer/to-answer.js";
import { Exchange } from "./exchange/exchange.js";
import type { Outgoing } from "./request/outgoing.js";
import { toOutgoing } from "./request/to-outgoing.js";

export interface TransportSettings {
  /** How long a socket is kept after an answer, unless the server says less. Default: 60,000. */
  readonly keepAliveMs?: number;
  /** How long a connection may take to open, its TLS included. Default: 10,000. */
  readonly connectTimeoutMs?: number;
  /** The most sockets to one address; what is beyond waits. The pool grows with the calls. Default: 1,024. */
  readonly connections?: number;
}

/** What is sent again and again but for its body. */
export interface PreparedPost {
  readonly url: string;
  readonly headers: Headers;
}

/** Sends one body. */
export type SendBody = (body: string, signal: AbortSignal) => Promise<Answer>;

/** A `fetch` that can be told beforehand what its requests have in common. */
export interface TransportFetch {
  (...parameters: Parameters<typeof fetch>): Promise<Response>;
  /**
   * The same as POST requests by `fetch`, whose address and headers are read once. Throws what `fetch` rejects with for an
   * address or a header that cannot be sent.
   */
  readonly preparePost: (post: PreparedPost) => SendBody;
}

/** A `fetch` over one pool of sockets. */
export interface Transport {
  /**
   * As the platform's, but for this: it never follows a redirect, an answer that is compressed has to come to
   * its end, and there is no limit of time but the signal's and `connectTimeoutMs`.
   */
  readonly fetch: TransportFetch;
  /** Opens a connection to the address's host, TLS included, for the first call. It sends no request. */
  readonly warm: (url: string | URL) => Promise<void>;
  /** Ends the sockets when the answers under way are complete; what begins later fails. */
  readonly close: () => Promise<void>;
}

/** Proxies and certificates of one's own are read from the environment, at the first request. */
export function createTransport(settings: TransportSettings = {}): Transport {
  const source = createAgentSource(settings);
  const sendOver = async (outgoing: Outgoing): Promise<Answer> => {
    outgoing.signal?.throwIfAborted();
    return send(source.opened() ?? (await source.open()), outgoing);
  };
  const fetch = async (...[input, init]: Parameters<TransportFetch>) =>
    sendOver(toOutgoing(input, init));
  const preparePost = ({ url, headers }: PreparedPost): SendBody => {
    const common = toOutgoing(url, { method: "POST", headers, body: "" });
    return (body, signal) => sendOver({ ...common, body, signal });
  };
  return {
    fetch: Object.assign(fetch, { preparePost }),
    warm: async (url) => {
      const { origin } = new URL(url);
      const agents = await source.open();
      await warmConnection(agents.find(origin).kept, origin);
    },
    close: () => source.close(),
  };
}

/**
 * A server may close a socket in the moment in which it is used again. Where not a byte came, the request is
 * sent once more, on a socket that nobody has used.
 */
async function send(agents: Agents, outgoing: Outgoing): Promise<Answer> {
  outgoing.signal?.throwIfAborted();
  const { kept, fresh } = agents.find(outgoing.origin);
  const first = new Exchange(outgoing);
  try {
    return toAnswer(await first.dispatch(kept), outgoing);
  } catch (error) {
    if (!first.metStaleSocket || !outgoing.isRepeatable) throw error;
  }
  return toAnswer(await new Exchange(outgoing).dispatch(fresh()), outgoing);
}
