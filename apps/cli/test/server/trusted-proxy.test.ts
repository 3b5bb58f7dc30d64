import { randomBytes } from "node:crypto";
import { formatApiKey } from "@promptrail/core/lifecycle";
import { expect, onTestFinished, test } from "vitest";
import { createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

/** More than an address may send at once. */
const many = 60;

async function serve(...flags: readonly string[]) {
  const project = await createStoredProject();
  onTestFinished(() => project.remove());
  await project.write("promptrail.config.ts", greetingConfig(greetings("deprecated", "active")));
  const server = project.start("serve", "--port", "0", ...flags);
  const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const askFrom = async (client: string) => {
    const id = randomBytes(6).toString("hex");
    const secret = randomBytes(32).toString("base64url");
    const key = formatApiKey({ environment: "development", id, secret });
    const headers = { authorization: `Bearer ${key}`, "x-forwarded-for": client };
    return (await fetch(`${url}/v1/status`, { headers })).status;
  };
  return { askFrom };
}

/** What as many clients hear as one address may not be. */
const askFromMany = (askFrom: (client: string) => Promise<number>) =>
  Promise.all(Array.from({ length: many }, (_, each) => askFrom(`198.51.100.${each}`)));

test("serve believes the X-Forwarded-For of the proxies that --trusted-proxy names", async () => {
  const { askFrom } = await serve("--trusted-proxy", "127.0.0.0/8,fd00::/8");
  expect(new Set(await askFromMany(askFrom))).toEqual(new Set([401]));
});

test("serve believes nobody's X-Forwarded-For by itself", async () => {
  const { askFrom } = await serve();
  expect(await askFromMany(askFrom)).toContain(429);
});
