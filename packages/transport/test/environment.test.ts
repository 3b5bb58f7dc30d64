import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket, type Server as TcpServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeCertificates, missingOpenssl } from "./make-certificates.js";
import { runFetchProcess } from "./run-fetch-process.js";
import { startServer } from "./start-server.js";

const name = "vendor.test";

async function listen(server: TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  // A server that listens on a port has an address object.
  return (server.address() as AddressInfo).port;
}

/** A proxy to which every name is this machine; `seen` is what it was asked. */
async function startProxy(refusal?: string) {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const proxy: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "");
    seen.push(
      `${request.method} ${url.href} ${request.headers["proxy-authorization"] ?? ""}`.trim(),
    );
    if (refusal !== undefined) return response.writeHead(Number(refusal)).end();
    const answer = await fetch(`http://127.0.0.1:${url.port}${url.pathname}`);
    return response.end(await answer.text());
  });
  proxy.on("connect", (request, client: Socket, head: Buffer) => {
    const authorization = request.headers["proxy-authorization"] ?? "";
    seen.push(`CONNECT ${request.url} ${authorization}`.trim());
    if (refusal !== undefined) return client.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
    const target = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connected\r\n\r\n");
      target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const socket of [client, target]) sockets.add(socket.on("error", () => socket.destroy()));
    return undefined;
  });
  const url = `http://127.0.0.1:${await listen(proxy)}`;
  onTestFinished(() => {
    proxy.closeAllConnections();
    for (const socket of sockets) socket.destroy();
  });
  return { url, seen };
}

const startVendor = () => startServer((request, response) => response.end(`plain ${request.url}`));

/** A vendor behind TLS under a name of its own; `opened` counts its connections. */
async function startTlsVendor() {
  const { key, cert, authority } = makeCertificates(name);
  const asked: unknown[] = [];
  let opened = 0;
  const server = createTlsServer({ key, cert }, (request, response) => {
    asked.push(request.url);
    response.end(`secure ${String(request.headers["x-key"])}`);
  });
  server.on("secureConnection", () => {
    opened += 1;
  });
  const port = await listen(server);
  onTestFinished(() => server.closeAllConnections());
  return { port, url: `https://${name}:${port}`, authority, asked, opened: () => opened };
}

test("a process is not held open by the sockets that it keeps", async () => {
  const { url, sockets } = await startVendor();
  const startedAt = performance.now();
  expect(await runFetchProcess({}, `get ${url}/1`, `get ${url}/2`)).toEqual([
    "plain /1",
    "plain /2",
  ]);
  expect(sockets).toHaveLength(1);
  // The sockets are kept for 60 s.
  expect(performance.now() - startedAt).toBeLessThan(30_000);
});

test("HTTP_PROXY is asked for addresses of http, with its user", async () => {
  const { url } = await startVendor();
  const { port } = new URL(url);
  const proxy = await startProxy();
  const withUser = proxy.url.replace("//", "//user:word@");
  const target = `http://${name}:${port}/v1`;
  expect(await runFetchProcess({ HTTP_PROXY: withUser }, `get ${target}`)).toEqual(["plain /v1"]);
  expect(proxy.seen).toEqual([`GET ${target} Basic ${btoa("user:word")}`]);
});

test("this machine is asked without a proxy, whatever the environment names", async () => {
  const { url } = await startVendor();
  const { port } = new URL(url);
  const proxy = await startProxy();
  const local = [url, `http://localhost:${port}`].map((address) => `get ${address}/v1`);
  expect(await runFetchProcess({ HTTP_PROXY: proxy.url }, ...local)).toEqual([
    ...["plain /v1", "plain /v1"],
  ]);
  expect(proxy.seen).toEqual([]);
});

test("NO_PROXY names what goes without", async () => {
  const proxy = await startProxy();
  const variables = { HTTP_PROXY: proxy.url, NO_PROXY: "other.test,.invalid" };
  const [seen] = await runFetchProcess(variables, "get http://vendor.invalid/v1");
  expect(seen).toContain("ENOTFOUND");
  expect(proxy.seen).toEqual([]);
});

test("a proxy that refuses and one that is none are errors that say so", async () => {
  const { url, seen } = await startProxy("407");
  const [plain] = await runFetchProcess({ HTTP_PROXY: url }, `get http://${name}/v1`);
  expect(plain).toMatch(/^TypeError: fetch failed .*Proxy Authentication Required/);
  const [secure] = await runFetchProcess({ HTTPS_PROXY: url }, `get https://${name}/v1`);
  expect(secure).toMatch(/^TypeError: fetch failed .*Proxy response \(407\)/);
  expect(seen).toEqual([`GET http://${name}/v1`, `CONNECT ${name}:443`]);
  const [none] = await runFetchProcess({ HTTPS_PROXY: "no address" }, `get https://${name}/v1`);
  expect(none).toMatch(/HTTPS_PROXY/);
});

const titleOfTls = `TLS${missingOpenssl === null ? "" : `, skipped: ${missingOpenssl}`}`;

describe.skipIf(missingOpenssl !== null)(titleOfTls, () => {
  test("HTTPS_PROXY is asked for a tunnel, which sees nothing of the request", async () => {
    const vendor = await startTlsVendor();
    const proxy = await startProxy();
    const variables = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: vendor.authority };
    const get = `get ${vendor.url}/v1`;
    expect(await runFetchProcess(variables, get, get)).toEqual(["secure secret", "secure secret"]);
    expect(proxy.seen).toEqual([`CONNECT ${name}:${vendor.port}`]);
    expect(vendor.opened()).toBe(1);
  });

  test("warming opens the tunnel and its TLS for the first request", async () => {
    const vendor = await startTlsVendor();
    const proxy = await startProxy();
    const variables = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: vendor.authority };
    expect(await runFetchProcess(variables, `warm ${vendor.url}`)).toEqual([]);
    await expect.poll(vendor.opened).toBe(1);
    expect(vendor.asked).toEqual([]);
    const steps = [`warm ${vendor.url}`, `get ${vendor.url}/v1`];
    expect(await runFetchProcess(variables, ...steps)).toEqual(["secure secret"]);
    expect([vendor.opened(), vendor.asked]).toEqual([2, ["/v1"]]);
  });

  test("NODE_EXTRA_CA_CERTS adds an authority; without it the certificate is refused", async () => {
    const { port, authority } = await startTlsVendor();
    const url = `get https://localhost:${port}/v1`;
    const [unknown] = await runFetchProcess({}, url);
    expect(unknown).toMatch(/^TypeError: fetch failed (UNABLE|SELF_SIGNED)/);
    const [foreign] = await runFetchProcess({ NODE_EXTRA_CA_CERTS: authority }, url);
    // The authority is known now, and the name is another one's.
    expect(foreign).toMatch(/^TypeError: fetch failed ERR_TLS_CERT_ALTNAME_INVALID/);
  });
});
