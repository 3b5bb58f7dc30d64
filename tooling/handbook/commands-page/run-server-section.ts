import { once } from "node:events";
import type { Folders } from "./open-folders.ts";
import { startLine } from "./run-line.ts";

const text =
  "Runs the server until it is stopped. The first start on a store makes an admin key and shows it once. `--grace` says for how many seconds running calls may go on when it is stopped, `--trusted-proxy` whose `X-Forwarded-For` is believed: [run a server](run-a-server.md). Here it is asked for its health, and then stopped.";

/** The section of `serve`: started, asked, stopped. */
export async function runServerSection(folders: Folders): Promise<string> {
  const { shop, environment, clean } = folders;
  const child = startLine("promptrail serve --port 0", { folder: shop, environment });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (piece: string) => {
      output += piece;
      const found = /serves \S+ on (\S+)/.exec(output)?.[1];
      if (found !== undefined && output.includes("The CLI reads it from")) resolve(found);
    };
    child.stdout?.setEncoding("utf8").on("data", read);
    child.stderr?.setEncoding("utf8").on("data", read);
    child.once("close", () => reject(new Error(`The server did not start:\n${output}`)));
  });
  const started = output;
  const health = await (await fetch(`${url}/healthz`)).text();
  const closed = once(child, "close");
  child.kill("SIGINT");
  await closed;
  const stopped = output.slice(started.length);
  const transcript = [
    `$ promptrail serve &\n${started}$ curl ${url}/healthz`,
    `${health}\n$ kill -INT %1`,
    stopped.trimEnd(),
  ];
  return `## serve\n\n${text} Exit code ${child.exitCode}.\n\n\`\`\`console\n${clean(transcript.join("\n"))}\n\`\`\`\n`;
}
