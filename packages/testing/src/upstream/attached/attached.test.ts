import { afterAll, expect, test } from "vitest";
import { sampleImage, samplePdf } from "../../sample-attachments.js";
import { startSimulatedUpstreams } from "../start-simulated-upstreams.js";

const upstreams = await startSimulatedUpstreams();
afterAll(() => upstreams.close());

const png = Buffer.from(sampleImage().data).toString("base64");
const pdf = Buffer.from(samplePdf().data).toString("base64");

async function post(url: string, model: string, role: string, part: object): Promise<string> {
  const content = [{ type: "text", text: "What is it?" }, part];
  const question = { role: "user", content: "Hello." };
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "anthropic-version": "2023-06-01",
      authorization: "Bearer key-1",
    },
    body: JSON.stringify({ model, max_tokens: 200, messages: [question, { role, content }] }),
  });
  return `${response.status} ${await response.text()}`;
}

function block(type: string, source: object) {
  return { type, source };
}

const base64 = (media_type: string, data: string) => ({ type: "base64", media_type, data });

const claude: readonly [what: string, role: string, part: object, answer: RegExp][] = [
  ["an image", "user", block("image", base64("image/png", png)), /^200/],
  ["a PDF", "user", block("document", base64("application/pdf", pdf)), /^200/],
  ["a wrong label", "user", block("image", base64("image/gif", png)), /^400.*appears to be/],
  ["no base64", "user", block("image", base64("image/png", "%%%%")), /^400.*not valid base64/],
  ["an empty image", "user", block("image", base64("image/png", "")), /^400.*not valid base64/],
  ["a bitmap", "user", block("image", base64("image/bmp", png)), /^400/],
  ["a PDF that is none", "user", block("document", base64("application/pdf", png)), /^400/],
  ["plain HTTP", "user", block("image", { type: "url", url: "http://a.b/c" }), /^400.*HTTPS/],
  [
    "an answer with one",
    "assistant",
    block("image", base64("image/png", png)),
    /^400.*not permitt/,
  ],
];

test.each(claude)("anthropic reads %s as the vendor does", async (_what, role, part, answer) => {
  const url = `${upstreams.anthropic.baseUrl}/v1/messages`;
  expect(await post(url, "claude-sonnet-5-5", role, part)).toMatch(answer);
});

const image = (url: string) => ({ type: "image_url", image_url: { url } });
const file = (file_data: string, filename = "a.pdf") => ({
  type: "file",
  file: { filename, file_data },
});

const openai: readonly [what: string, role: string, part: object, answer: RegExp][] = [
  ["an image", "user", image(`data:image/png;base64,${png}`), /^200/],
  ["an image's address", "user", image("https://a.example/b.png"), /^200/],
  ["a PDF", "user", file(`data:application/pdf;base64,${pdf}`), /^200/],
  ["a PDF without a name", "user", file(`data:application/pdf;base64,${pdf}`, ""), /^400/],
  ["a PDF's address", "user", file("https://a.example/b.pdf"), /^400/],
  ["an image as a file", "user", file(`data:image/png;base64,${png}`), /^400/],
  ["a PDF as an image", "user", image(`data:application/pdf;base64,${pdf}`), /^400/],
  ["a part of an unknown type", "user", { type: "video", video: "x" }, /^400/],
  ["an answer with one", "assistant", image(`data:image/png;base64,${png}`), /^400.*role 'user'/],
];

test.each(openai)("openai reads %s as the vendor does", async (_what, role, part, answer) => {
  const url = `${upstreams.openai.baseUrl}/chat/completions`;
  expect(await post(url, "gpt-4.1-mini", role, part)).toMatch(answer);
});

test.each([
  ["deepseek", "deepseek-flash", image(`data:image/png;base64,${png}`), /^200/],
  ["deepseek", "deepseek-chat", image(`data:image/png;base64,${png}`), /^400.*unknown variant/],
  ["deepseek", "deepseek-flash", file(`data:application/pdf;base64,${pdf}`), /^400.*unknown varia/],
  ["openai", "gpt-3.5-turbo", image(`data:image/png;base64,${png}`), /^400.*certain models/],
] as const)("%s knows what %s takes", async (vendor, model, part, answer) => {
  const url = `${upstreams[vendor].baseUrl}/chat/completions`;
  expect(await post(url, model, "user", part)).toMatch(answer);
});
