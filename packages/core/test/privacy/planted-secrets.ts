import fc from "fast-check";

/** What a text must not hold after redaction, and what it is found as. */
export interface Planted {
  readonly kind: string;
  /** As it stands in a text. */
  readonly written: string;
  /** The part of it that may be left nowhere. */
  readonly secret: string;
}

const letters = "abcdefghijklmnopqrstuvwxyz";
const lower = fc.string({
  unit: fc.constantFrom(...letters.split("")),
  minLength: 2,
  maxLength: 12,
});
const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom(..."0123456789".split("")),
    minLength: length,
    maxLength: length,
  });
/** Random letters and digits; the last ones are given, so that none is as even as no key is. */
const signs = (
  length: number,
  set = `${letters}${letters.toUpperCase()}0123456789`,
  end = "7qX2b9Kd5w",
) =>
  fc
    .string({
      unit: fc.constantFrom(...set.split("")),
      minLength: length - end.length,
      maxLength: length - end.length,
    })
    .map((text) => `${text}${end}`);
const hex = (length: number) => signs(length, "0123456789abcdef", "7e");

const toPlanted = (kind: string) => (written: string) => ({ kind, written, secret: written });

const emails = fc
  .record({
    local: fc
      .tuple(lower, fc.constantFrom("", ".", "_", "+", "-"), lower)
      .map((parts) => parts.join("")),
    accent: fc.constantFrom("", "", "é", "ü", "ж", "李"),
    at: fc.constantFrom("@", "@", "@", "%40", "%2540", "\uFF20", "&#64;", " (at) ", "[at]"),
    domain: lower,
    end: fc.constantFrom("com", "de", "co.uk", "рф", "xn--p1ai", "museum"),
  })
  .map(({ local, accent, at, domain, end }) => `${local}${accent}x${at}${domain}.${end}`)
  .map(toPlanted("email"));

/** By the book: double every second digit from the right, and add the digits of the products. */
function luhnDigit(head: string): string {
  const sum = [...head].reverse().reduce((total, digit, place) => {
    const product = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + [...String(product)].reduce((each, sign) => each + Number(sign), 0);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

const cardShapes = [
  { head: "4", length: 16, groups: [4, 4, 4, 4] },
  { head: "4", length: 19, groups: [4, 4, 4, 4, 3] },
  { head: "53", length: 16, groups: [4, 4, 4, 4] },
  { head: "2345", length: 16, groups: [4, 4, 4, 4] },
  { head: "37", length: 15, groups: [4, 6, 5] },
  { head: "36", length: 14, groups: [4, 6, 4] },
  { head: "6011", length: 16, groups: [4, 4, 4, 4] },
  { head: "3540", length: 16, groups: [4, 4, 4, 4] },
  { head: "62", length: 17, groups: [4, 4, 4, 4, 1] },
] as const;

/** What people, forms and programs put between the groups of a number, and what nobody sees. */
const unusualGaps = [
  ...[
    ".",
    "_",
    "·",
    "•",
    "+",
    "~",
    "*",
    "=",
    "  ",
    " - ",
    " – ",
    " . ",
    "--",
    "\u2212",
    "\u2007",
    "．",
  ],
  ...[
    "\u200b",
    "\u00ad",
    "\u2060",
    "\ufeff",
    " \u200b",
    "\u200d-",
    "\u202d",
    "\u0000",
    "\u{e0020}",
  ],
  ...["%20", "%2520", "%C2%A0", "&nbsp;", "&#160;"],
];
/** Between the parts of lists, too. */
const listGaps = [",", ", ", ";", ":", "/", "|", " | ", "\\", "\n", "\r\n", "\t", "\\n", "#"];

const cards = fc
  .constantFrom(...cardShapes)
  .chain(({ head, length, groups }) =>
    fc.tuple(
      digits(length - head.length - 1).map(
        (middle) => `${head}${middle}${luhnDigit(head + middle)}`,
      ),
      fc.constant(groups),
      fc.constantFrom("", " ", "-", "\u00a0", ...unusualGaps, ...listGaps),
    ),
  )
  .map(([number, groups, between]) => {
    const ends = groups.map((_, place) =>
      groups.slice(0, place + 1).reduce((sum, size) => sum + size, 0),
    );
    const secret = ends.map((end, place) => number.slice(ends[place - 1] ?? 0, end)).join(between);
    // In a list it would be a part of a longer one.
    return { kind: "card", secret, written: listGaps.includes(between) ? `"${secret}"` : secret };
  });

/** ISO 13616, with whole numbers of any size. */
function ibanOf(country: string, account: string): string {
  const spelled = [...`${account}${country}00`].map((sign) => Number.parseInt(sign, 36)).join("");
  return `${country}${String(98n - (BigInt(spelled) % 97n)).padStart(2, "0")}${account}`;
}

const ibans = fc
  .constantFrom(["DE", 22], ["NL", 18], ["FR", 27], ["GB", 22], ["NO", 15], ["MT", 31])
  .chain(([country, length]) =>
    fc.tuple(
      fc
        .string({
          unit: fc.constantFrom(...(country === "NO" ? "0123456789" : "0123456789ABC").split("")),
          minLength: Number(length) - 4,
          maxLength: Number(length) - 4,
        })
        .map((account) => ibanOf(String(country), account)),
      fc.constantFrom("", " ", "-", ...unusualGaps, ...listGaps),
      fc.boolean(),
    ),
  )
  .map(([iban, between, isLower]) => {
    const written = iban.replace(/(.{4})(?=.)/g, `$1${between}`);
    return isLower ? written.toLowerCase() : written;
  })
  .map(toPlanted("iban"));

const national = fc.tuple(
  fc.integer({ min: 200, max: 999 }),
  fc.integer({ min: 200, max: 999 }),
  digits(4),
);
const phones = fc
  .oneof(
    national.map(([area, exchange, line]) => `(${area}) ${exchange}-${line}`),
    national.map(([area, exchange, line]) => `${area}-${exchange}-${line}`),
    national.map(([area, exchange, line]) => `+1 ${area} ${exchange} ${line}`),
    national.map(([area, exchange, line]) => `1-${area}-${exchange}-${line}`),
    digits(7).map((rest) => `+49 151 2${rest}`),
    digits(7).map((rest) => `+49 (0)30 ${rest}`),
    digits(7).map((rest) => `0049 30 ${rest}`),
    digits(7).map((rest) => `0151/2${rest}`),
    digits(7).map((rest) => `030 ${rest}`),
    digits(8).map((rest) => `07${rest.replace(/^0/, "4")}1`),
    digits(8).map((rest) => `06 ${rest.replace(/(..)(?=.)/g, "$1 ")}`),
    digits(10).map((rest) => `+91${rest}`),
  )
  .filter((text) => !/0{6}/.test(text.replace(/\D/g, "")))
  .map((written) => ({
    kind: "phone",
    written,
    secret: /[+(]?\d[\d ()/-]+$/.exec(written)?.[0] ?? written,
  }));

const oddPhones = fc
  .tuple(
    digits(7),
    fc.constantFrom("_", "·", ".", "\u2010", "  ", "%20", "\u200b", "\u00ad", "\u202f"),
  )
  .map(([rest, gap]) => ["+49", "151", `2${rest.slice(0, 3)}`, rest.slice(3)].join(gap))
  .filter((text) => !/0{6}/.test(text))
  .map(toPlanted("phone"));

/** Made of parts, so that no scanner of repositories takes this file for a leak. */
const vendorKeys = fc.oneof(
  signs(40).map((rest) => `sk-${rest}`),
  signs(60).map((rest) => `sk-ant-api03-${rest}`),
  signs(48).map((rest) => `sk-proj-${rest.slice(0, 20)}_${rest.slice(20)}`),
  signs(16, "ABCDEFGH234567", "7A").map((rest) => `AKIA${rest}`),
  signs(36).map((rest) => `ghp_${rest}`),
  signs(24).map((rest) => `xoxb-${rest.slice(0, 11)}-${rest.slice(11)}`),
  signs(35).map((rest) => `AIza${rest}`),
  signs(24).map((rest) => `sk_live_${rest}`),
  fc
    .tuple(signs(20), signs(40), signs(30))
    .map(([one, two, three]) => `eyJ${one}.eyJ${two}.${three}`),
  fc.tuple(hex(12), signs(43)).map(([id, rest]) => `pk_production_${id}_${rest}_0123abcd`),
);

/** With a sign in it that nobody sees. */
const hiddenKeys = fc
  .tuple(vendorKeys, fc.constantFrom("\u200b", "\u00ad", "\ufeff", "\u2060", "\u0000"), fc.nat())
  .map(([key, sign, place]) => {
    const at = 1 + (place % (key.length - 1));
    return `${key.slice(0, at)}${sign}${key.slice(at)}`;
  })
  .map(toPlanted("key"));

const assigned = fc
  .tuple(
    fc.constantFrom(
      "api_key=",
      "API_KEY: ",
      "apiKey = ",
      '"client_secret":"',
      "access_token=",
      "Authorization: Bearer ",
      "password=",
      "Passwort: ",
      "AccountKey=",
      "PGPASSWORD=",
    ),
    signs(24),
  )
  .map(([name, secret]) => ({ kind: "key", written: `${name}${secret}`, secret }));

const located = fc.oneof(
  signs(12).map((secret) => ({
    kind: "key",
    written: `postgres://app:${secret}@db.local:5432/shop`,
    secret,
  })),
  signs(12).map((secret) => ({ kind: "key", written: `amqps://me:${secret}@10.0.0.1/`, secret })),
  signs(64).map((secret) => ({
    kind: "key",
    written: `-----BEGIN ${"PRIVATE"} KEY-----\n${secret}\n-----END ${"PRIVATE"} KEY-----`,
    secret,
  })),
);

export const planted: fc.Arbitrary<Planted> = fc.oneof(
  emails,
  cards,
  ibans,
  phones,
  oddPhones,
  vendorKeys.map(toPlanted("key")),
  hiddenKeys,
  assigned,
  located,
);
