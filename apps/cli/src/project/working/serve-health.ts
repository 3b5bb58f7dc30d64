import { createServer } from "node:http";
import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";

export interface HealthSettings {
  readonly host: string;
  /** 0 chooses a free one. */
  readonly port: number;
  /** What is told of it; throws where it cannot work now. */
  readonly check: () => Promise<object>;
}

/** An orchestrator asks again anyway. */
const limitMs = 2_000;

/**
 * Answers `GET /healthz`: 200 with what `check` says, 503 where it throws or takes longer than 2 s.
 *
 * @throws PromptrailError `config_invalid` where the address cannot be had.
 */
export async function serveHealth({
  host,
  port,
  check,
}: HealthSettings): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(`${JSON.stringify(body)}\n`);
    };
    if (request.url !== "/healthz") answer(404, { status: "not_found" });
    else {
      const late = new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs).unref();
      });
      Promise.race([check(), late]).then(
        (body) => answer(200, { status: "ok", ...body }),
        (error: unknown) => answer(503, { status: "unavailable", reason: toErrorText(error) }),
      );
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(cannotListen(host, port, cause)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}/healthz`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function cannotListen(host: string, port: number, cause: Error): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `The health address ${host}:${port} cannot be used: ${toErrorText(cause)}. Choose another with --health and --health-host.`,
    { host, port },
    cause,
  );
}
