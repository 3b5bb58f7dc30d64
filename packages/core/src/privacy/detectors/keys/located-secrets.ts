import type { Span } from "../../redactor.js";

const pemBeginning = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const pemEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Private keys in PEM, from their first line to their last; without a last line to the end of the text. */
export function findPrivateKeys(text: string): readonly Span[] {
  if (!text.includes("-----BEGIN ")) return [];
  const spans: Span[] = [];
  pemBeginning.lastIndex = 0;
  for (let found = pemBeginning.exec(text); found !== null; found = pemBeginning.exec(text)) {
    pemEnd.lastIndex = pemBeginning.lastIndex;
    const end = pemEnd.exec(text) === null ? text.length : pemEnd.lastIndex;
    spans.push({ start: found.index, end });
    pemBeginning.lastIndex = end;
  }
  return spans;
}

/** User and password of a URL, after its `//`. A password may hold an @ itself. */
const userInfo = /\/\/([^\s/?#:"'<>@]{0,256}):([^\s/?#"'<>]{1,256})@(?=[\w[%.-])/y;

/** Passwords in URLs and connection strings: `scheme://user:password@host`. */
export function findUrlPasswords(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (let place = text.indexOf("://"); place >= 0; place = text.indexOf("://", place + 3)) {
    userInfo.lastIndex = place + 1;
    const [, user = "", password] = userInfo.exec(text) ?? [];
    if (password === undefined) continue;
    const start = place + "://".length + user.length + ":".length;
    // A template's place for it is no password.
    if (!/^(?:\$\{|\$[A-Z_]+$|\{\{|%[A-Z_]+%$|[*xX.]+$)/.test(password))
      spans.push({ start, end: start + password.length });
  }
  return spans;
}

const webhook =
  /(?<=hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/|webhook\.office\.com\/webhookb2\/)[\w/@.-]{20,512}/g;

/** The part of a webhook's address that whoever knows it may post with. */
export function findWebhooks(text: string): readonly Span[] {
  if (!text.includes("hook")) return [];
  return [...text.matchAll(webhook)].map(({ 0: whole, index }) => ({
    start: index,
    end: index + whole.length,
  }));
}

const scheme = /(?<![A-Za-z])(?:bearer|basic|token|apikey)[ \t]{1,3}$/i;

/** A long word that a scheme of HTTP's `Authorization` stands before: `Bearer …`. */
export function findBearer(text: string, { start, end }: Span): readonly Span[] {
  if (!scheme.test(text.slice(Math.max(0, start - 12), start))) return [];
  if (!/\d/.test(text.slice(start, end))) return [];
  const rest = /^[\w.~+/=-]{0,4096}/.exec(text.slice(end, end + 4096))?.[0].length ?? 0;
  return [{ start, end: end + rest }];
}
