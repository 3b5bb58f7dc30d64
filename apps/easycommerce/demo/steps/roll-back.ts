import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startCommand } from "../run-command.ts";
import { expectStory, printTitle, type Story } from "../story.ts";

const follower = fileURLToPath(new URL("../follower.ts", import.meta.url));
const adminKey = "demo-key-of-the-example-shop";

interface Served {
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export async function rollBack({ environment }: Story): Promise<void> {
  printTitle(9, "rollback: over HTTP, seen by a second process that follows the server");
  const server = await startServer(environment);
  const second = startFollower(environment, server.url);
  try {
    const before = await nextServed(second);
    console.log(`  the second process serves product_description_v${before.version}`);
    const heard = nextServed(second);
    const start = Date.now();
    const response = await fetch(`${server.url}/admin/prompts/product_description/rollback`, {
      method: "POST",
      headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/json" },
      body: JSON.stringify({ from_version: before.version, reason: "Customers complain." }),
    });
    console.log(`  POST /admin/prompts/product_description/rollback → ${response.status}`);
    console.log(`  ${await response.text()}`);
    const after = await heard;
    expectStory(response.status === 200, "the server rolled back");
    expectStory(after.version === 2, "the second process answers with product_description_v2");
    const milliseconds = after.at - start;
    expectStory(milliseconds < 1000, `from the request to its first answer: ${milliseconds} ms`);
  } finally {
    await stop(second);
    await stop(server.process);
  }
}

async function startServer(environment: Readonly<Record<string, string>>) {
  const process = startCommand(["serve", "--port", "0"], {
    ...environment,
    PROMPTRAIL_ADMIN_KEY: adminKey,
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (found !== null) resolve(found[0]);
    };
    process.stdout.setEncoding("utf8").on("data", read);
    process.stderr.setEncoding("utf8").on("data", read);
    process.on("close", () => reject(new Error(`The server did not start:\n${output}`)));
  });
  console.log(`  promptrail serve → ${url}`);
  return { process, url };
}

function startFollower(environment: Readonly<Record<string, string>>, url: string): ChildProcess {
  return fork(follower, {
    env: { ...process.env, ...environment, PROMPTRAIL_URL: url, PROMPTRAIL_KEY: adminKey },
  });
}

async function nextServed(child: ChildProcess): Promise<Served> {
  return new Promise((resolve, reject) => {
    child.once("message", (message: Served) => resolve(message));
    child.once("exit", (code) => reject(new Error(`The second process ended (${code}).`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
