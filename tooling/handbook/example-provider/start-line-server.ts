import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";
import type { ProviderScene } from "@promptrail/testing/conformance";

const statuses: Partial<Record<ProviderScene, number>> = {
  auth: 401,
  "rate-limited": 429,
  "server-error": 500,
  "bad-request": 400,
};
const text = '{"text": "Good "}\n{"text": "morning."}\n';
const longLine = `{"text": "${"on and ".repeat(10_000)}"}\n`;
const end = (stop: string) => `{"stop": "${stop}", "input": 12, "output": 3}\n`;

/** What is sent after the first text; null: the connection is closed, or stays silent. */
const rests: Partial<Record<ProviderScene, string | null>> = {
  answer: end("end"),
  truncated: end("limit"),
  refused: end("refusal"),
  "unknown-stop": end("of_a_future_version"),
  "early-end": "",
  malformed: "<html>\n",
  cut: null,
  stalled: null,
};

/** A scripted server of the example's wire. */
export async function startLineServer() {
  let scene: ProviderScene = "answer";
  const server = createServer((request, response) => {
    request.resume().on("end", () => void play(scene, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    play: (next: ProviderScene) => {
      scene = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function* repeat(piece: string): Generator<string> {
  for (;;) yield piece;
}

async function play(scene: ProviderScene, response: ServerResponse): Promise<void> {
  const status = statuses[scene];
  if (status !== undefined) {
    response.writeHead(status, { "retry-after": "3" }).end("refused for key-of-a-test");
    return;
  }
  if (scene === "redirect") response.writeHead(307, { location: "/elsewhere" }).end();
  if (scene === "redirect") return;
  if (scene === "endless") {
    pipeline(Readable.from(repeat(longLine)), response, () => {});
    return;
  }
  if (scene === "drop") response.destroy();
  if (scene === "drop" || scene === "silence") return;
  const failed = scene === "error-event";
  await new Promise<void>((resolve) => response.write(failed ? "" : text, () => resolve()));
  const rest = failed ? "" : rests[scene];
  if (failed || scene === "cut") response.destroy();
  else if (typeof rest === "string") response.end(rest);
}
