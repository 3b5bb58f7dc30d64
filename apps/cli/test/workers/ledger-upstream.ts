import { createServer, type IncomingMessage } from "node:http";

/** A vendor on OpenAI's wire that remembers what it was asked. */
export interface LedgerUpstream {
  readonly baseUrl: string;
  /** How often each text was asked, system and user message together. */
  readonly asked: ReadonlyMap<string, number>;
  readonly count: () => number;
  /** Requests that came and are not answered yet. */
  readonly inFlight: () => number;
  /** The most requests that came within any 60 seconds of this process's clock. */
  readonly times: readonly number[];
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

interface LedgerSettings {
  /** How long an answer takes, in ms. */
  readonly delayMs: () => number;
  /** What is answered; a number is a status without an answer. */
  readonly answer: (system: string, user: string, key: string) => string | number;
}

export async function startLedgerUpstream(settings: LedgerSettings): Promise<LedgerUpstream> {
  const asked = new Map<string, number>();
  const times: number[] = [];
  let inFlight = 0;
  const server = createServer((request, response) => {
    void readMessages(request).then(({ system, user }) => {
      const key = `${system}\n${user}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
      times.push(performance.now());
      inFlight += 1;
      response.on("close", () => {
        inFlight -= 1;
      });
      const said = settings.answer(system, user, request.headers.authorization ?? "");
      setTimeout(() => {
        const isAnswer = typeof said === "string";
        response.writeHead(isAnswer ? 200 : said, { "content-type": "application/json" });
        response.end(JSON.stringify(isAnswer ? toCompletion(said) : { error: { message: "no" } }));
      }, settings.delayMs());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("It has a port.");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    asked,
    times,
    count: () => [...asked.values()].reduce((sum, each) => sum + each, 0),
    inFlight: () => inFlight,
    reset: () => {
      asked.clear();
      times.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readMessages(request: IncomingMessage) {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += String(part);
  const { messages } = JSON.parse(text) as {
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
  const of = (role: string) => messages.find((each) => each.role === role)?.content ?? "";
  return { system: of("system") || of("developer"), user: of("user") };
}

function toCompletion(content: string) {
  return {
    id: "completion",
    object: "chat.completion",
    model: "gpt-4.1-mini",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  };
}
