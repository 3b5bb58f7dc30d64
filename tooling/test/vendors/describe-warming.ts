import { createServer } from "node:http";
import type { Provider } from "@promptrail/core";
import { describe, expect, onTestFinished, test } from "vitest";

type Make = (settings: {
  readonly apiKey?: string;
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
}) => Provider;

/** What opens a connection before the first call. */
export function describeWarming(name: string, make: Make): void {
  const listen = async () => {
    const seen = { connections: 0, requests: 0 };
    const server = createServer((_request, response) => {
      seen.requests += 1;
      response.writeHead(500).end();
    });
    server.on("connection", () => {
      seen.connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    return { seen, baseUrl: `http://127.0.0.1:${port}/v1` };
  };

  describe(`warming ${name}`, () => {
    test("opens a connection and sends nothing", async () => {
      const { seen, baseUrl } = await listen();
      await make({ apiKey: "test-key", baseUrl }).warm?.();
      await expect.poll(() => seen).toEqual({ connections: 1, requests: 0 });
    });

    test("opens nothing where requests take another way", async () => {
      const { seen, baseUrl } = await listen();
      await make({ apiKey: "test-key", baseUrl, fetch }).warm?.();
      expect(seen).toEqual({ connections: 0, requests: 0 });
    });

    test("loads what calls need without a key, and sends nothing", async () => {
      const { seen, baseUrl } = await listen();
      const provider = make({ baseUrl });
      expect(provider).toHaveProperty("load");
      await provider.load?.();
      expect(seen).toEqual({ connections: 0, requests: 0 });
    });

    test("tells an address at which nobody is", async () => {
      const provider = make({ apiKey: "test-key", baseUrl: "http://127.0.0.1:1/v1" });
      await expect(provider.warm?.()).rejects.toThrow("fetch failed");
    });
  });
}
