import { createServer, type IncomingHttpHeaders } from "node:http";
import { onTestFinished } from "vitest";

/** What a vendor answers: its status, its content type and its body. A list is a stream of server-sent events. */
export interface VendorReply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ReplyingVendor {
  readonly url: string;
  /** The headers of each request that came. */
  readonly requests: readonly IncomingHttpHeaders[];
}

/** A server on 127.0.0.1 that answers every request alike, until the test ends. */
export async function startReplyingVendor(reply: VendorReply): Promise<ReplyingVendor> {
  const requests: IncomingHttpHeaders[] = [];
  const isStream = Array.isArray(reply.body);
  const type = reply.type ?? (isStream ? "text/event-stream" : "application/json");
  const server = createServer((request, response) => {
    requests.push(request.headers);
    request.resume().on("end", () => {
      response.writeHead(reply.status ?? 200, { "content-type": type, ...reply.headers });
      response.end(isStream ? toEvents(reply.body) : toText(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("It has a port.");
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

/** An event with a `type` has it as its name, too, as on Anthropic's wire. */
function toEvents(events: readonly unknown[]): string {
  return events
    .map((event) => {
      const name = typeof event === "object" && event !== null && "type" in event ? event.type : "";
      return `${name === "" ? "" : `event: ${String(name)}\n`}data: ${toText(event)}\n\n`;
    })
    .join("");
}

function toText(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
