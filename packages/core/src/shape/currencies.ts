/** Signs that stand for a currency, or for several. */
const signs: Readonly<Record<string, string>> = {
  $: "dollar",
  R$: "brl",
  "€": "eur",
  "£": "gbp",
  "¥": "yen_or_yuan",
  "￥": "yen_or_yuan",
  円: "jpy",
  元: "cny",
  "₹": "inr",
  "₽": "rub",
  "₩": "krw",
  "₺": "try",
  "₴": "uah",
  "₪": "ils",
  "₫": "vnd",
  "฿": "thb",
  zł: "pln",
  Kč: "czk",
};

const codes =
  "USD|EUR|GBP|JPY|CNY|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|RUB|UAH|TRY|INR|BRL|MXN|ARS|CLP|COP|KRW|IDR|THB|VND|PHP|MYR|SGD|HKD|TWD|ILS|AED|SAR|EGP|ZAR|NGN|KES";

/** A sign beside a digit, or a code that is a word of its own. */
const currency = new RegExp(
  String.raw`R\$(?=\s?\d)|[$€£¥￥₹₽₩₺₴₪₫฿](?=\s?\d)|(?<=\d\s?)(?:[$€£¥￥₹₽₩₺₴₪₫฿円元]|zł|Kč)|\b(?:${codes})\b`,
  "g",
);

const mostCurrencies = 4;

/** The currencies that texts name, at most four, the most usual first. */
export function findCurrencies(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const found of text.match(currency) ?? []) {
      const name = signs[found] ?? found.toLowerCase();
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1))
    .slice(0, mostCurrencies)
    .map(([name]) => `currency:${name}`);
}
