import { apiKeyBeginning } from "../../../keys/key-form.js";
import type { Span } from "../../redactor.js";

/** What keys of vendors look like, by their documents and by the rules that scanners of repositories share. */
const forms: readonly string[] = [
  // OpenAI, Anthropic, DeepSeek, OpenRouter and who follows them
  "(?:sk|rk|ds)-[A-Za-z0-9_-]{16,}",
  // Stripe, and other payment services
  "(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,}",
  "whsec_[A-Za-z0-9]{16,}",
  String.raw`sq0(?:atp|csp)-[\w-]{22,}`,
  // Amazon
  "(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}(?![A-Z0-9])",
  // Google
  String.raw`AIza[\w-]{35}`,
  String.raw`ya29\.[\w.-]{20,}`,
  String.raw`GOCSPX-[\w-]{20,}`,
  // GitHub, GitLab
  "gh[pousr]_[A-Za-z0-9]{30,}",
  String.raw`github_pat_\w{30,}`,
  String.raw`gl(?:pat|dt|rt|ptt|soat)-[\w-]{16,}`,
  // Slack
  String.raw`xox[abeoprs]-[\w-]{10,}`,
  String.raw`xapp-\d-[\w-]{10,}`,
  // SendGrid, Mailgun, Twilio, Shopify, npm, PyPI, Docker, Hugging Face, Groq, xAI, Replicate, Perplexity, NVIDIA, Tavily
  String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`,
  "key-[0-9a-f]{32}",
  "(?:SK|AC)[0-9a-f]{32}(?![0-9a-f])",
  "shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}",
  "npm_[A-Za-z0-9]{30,}",
  String.raw`pypi-[\w-]{40,}`,
  String.raw`dckr_pat_[\w-]{20,}`,
  "hf_[A-Za-z0-9]{30,}",
  "gsk_[A-Za-z0-9]{30,}",
  "xai-[A-Za-z0-9]{30,}",
  "r8_[A-Za-z0-9]{30,}",
  "pplx-[A-Za-z0-9]{30,}",
  String.raw`nvapi-[\w-]{30,}`,
  String.raw`tvly-[\w-]{16,}`,
  // DigitalOcean, Databricks, Linear, Notion, Figma, Vault, Langfuse, LangSmith
  "do[opr]_v1_[0-9a-f]{40,}",
  "dapi[0-9a-f]{32}",
  "lin_api_[A-Za-z0-9]{30,}",
  "(?:ntn|secret)_[A-Za-z0-9]{40,}",
  String.raw`figd_[\w-]{30,}`,
  String.raw`hv[sb]\.[\w-]{20,}`,
  String.raw`(?:sk|pk)-lf-[\w-]{20,}`,
  String.raw`lsv2_(?:pt|sk)_\w{20,}`,
  // JSON Web Tokens, signed or encrypted
  String.raw`eyJ[\w-]{10,}(?:\.[\w-]*){1,4}`,
  // Promptrail, whole or cut
  String.raw`${apiKeyBeginning}[\w-]*`,
];

const key = new RegExp(`(?<![A-Za-z0-9])(?:${forms.join("|")})`, "g");

/** A bot's number before its token (Telegram). */
const botNumber = /(?<!\d)\d{8,10}:$/;

/** The keys inside of one long word of a text. */
export function findVendorKeys(text: string, { start, end }: Span): readonly Span[] {
  const word = text.slice(start, end);
  const spans: Span[] = [];
  for (const { 0: found, index } of word.matchAll(key)) {
    // A key has digits or both cases somewhere: sk-learn-pipeline-steps is none. Amazon's are capitals, and one in 28 has no digit.
    if (
      !/\d/.test(found) &&
      !/^[A-Z]{20}$/.test(found) &&
      !(/[a-z]/.test(found.slice(4)) && /[A-Z]/.test(found.slice(4)))
    )
      continue;
    spans.push({ start: start + index, end: start + index + found.length });
  }
  const bot = /^AA[\w-]{33}$/.test(word)
    ? botNumber.exec(text.slice(Math.max(0, start - 11), start))
    : null;
  if (bot !== null) spans.push({ start: start - bot[0].length, end });
  return spans;
}
