import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

/** A variable by its name, read at once or by way of a constant. */
const namePatterns = [
  /readEnv\)?\(\s*["'`]([A-Z][A-Z0-9_]*)["'`]/g,
  /\benv\??\.(?:\[["'`])?([A-Z][A-Z0-9_]*)/g,
  /\benv\[["'`]([A-Z][A-Z0-9_]*)["'`]\]/g,
  /["'`]([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["'`]/g,
];

/**
 * Every environment variable that the code of an installed package may read, whichever part of it.
 * `importer` is the address of a file that imports the package.
 */
export function findVariables(name: string, importer: string): readonly string[] {
  const folder = dirname(createRequire(importer).resolve(name));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.(?:c|m)?js$/.test(path) && !path.includes("node_modules"),
  );
  const names = files.flatMap((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    return namePatterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name));
  });
  return [...new Set(names)].filter((name) => name !== undefined).toSorted();
}

/** What a variable is set to: lines that an SDK takes for headers, with the variable's name. */
export function toMarkedValue(variable: string): string {
  return `x-unnamed: read-from-${variable}\nauthorization: Bearer read-from-${variable}`;
}

/** The variables of which anything was sent. */
export function findSent(requests: readonly ReceivedRequest[]): readonly string[] {
  const found = JSON.stringify(requests).matchAll(/read-from-([A-Z][A-Z0-9_]*)/g);
  return [...new Set([...found].map(([, name = ""]) => name))];
}

export interface ReceivedRequest {
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** A server that keeps all that it receives, keys too, and answers with an error that repeats the headers. */
export async function startReceiver() {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
    requests.push({ url: request.url, headers: request.headers, body });
    const error = { type: "api_error", message: JSON.stringify(request.headers) };
    // Who sends again does so at once.
    response.writeHead(500, { "content-type": "application/json", "retry-after": "0" });
    response.end(JSON.stringify({ type: "error", error }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
