import { Agent, get, type IncomingMessage } from "node:http";

/** Many readers of one server's event streams. */
export interface Streams {
  /** Resolves once every reader has a whole change more, to the clock's time and the last one's text. */
  readonly nextEvent: () => Promise<{ readonly at: bigint; readonly text: string }>;
  readonly close: () => void;
}

/** Each on a connection of its own; resolves once all are open. */
export async function openStreams(count: number, url: string, key: string): Promise<Streams> {
  const agent = new Agent({ maxSockets: count });
  const headers = { authorization: `Bearer ${key}` };
  const open = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(`${url}/v1/events`, { agent, headers }, resolve).once("error", reject);
    });
  const responses = await Promise.all(Array.from({ length: count }, open));
  let waiting = new Set<IncomingMessage>();
  let finish = (_text: string) => {};
  for (const response of responses) {
    if (response.statusCode !== 200) throw new Error(`A stream answered ${response.statusCode}.`);
    readEvents(response, (text) => {
      if (waiting.delete(response) && waiting.size === 0) finish(text);
    });
  }
  return {
    nextEvent: () =>
      new Promise((resolve) => {
        waiting = new Set(responses);
        finish = (text) => resolve({ at: process.hrtime.bigint(), text });
      }),
    close: () => agent.destroy(),
  };
}

/** Calls `onEvent` with each change; a stream begins with the whole state, and has comments in between. */
function readEvents(response: IncomingMessage, onEvent: (text: string) => void): void {
  let rest = "";
  response.setEncoding("utf8");
  response.on("data", (chunk: string) => {
    rest += chunk;
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const text = rest.slice(0, end + 2);
      rest = rest.slice(end + 2);
      if (text.startsWith("event: change")) onEvent(text);
    }
  });
}
