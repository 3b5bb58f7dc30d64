/** Words that announce a phone number, up to a few signs before it. */
const announcing =
  /(?:(?<![\p{L}\d])(?:tele?(?:phone|fon)?(?:no|nr|number|nummer)?|t[ée]l[ée]?(?:phone|fono)?|phone|mobil[e]?(?:telefon|phone)?|m[óo]vil|cell(?:ular|phone)?|celular|portable|handy|fax|whats ?app|signal|sms|rufnummer|hotline|ph|mob)|(?:phone|telefon|mobile|handy)(?:[ _-]?(?:no|nr|number|nummer))?|тел(?:ефон)?|моб|電話|电话|手机|手機|전화|هاتف|फ़ोन|call(?: (?:me|us|him|her|them))?(?: (?:at|on|under))?|reach (?:me|us) (?:at|on)|text me (?:at|on))[^\p{L}\d]{0,6}(?:(?:is|no|nr|number|nummer|ist|at|on|est|es)[^\p{L}\d]{1,4})?$/iu;

/** Words that say of a number that it is another kind of number: some by themselves, some as `customer no.` */
const denying =
  /(?<!\p{L})(?:(?:order|invoice|ticket|sku|part|serial|batch|lot|tracking|parcel|isbn|issn|ean|gtin|upc|plz|zip|rfc|doi|iso|din|vat|tax|hs code|bestell(?:ung|nummer)?|rechnung(?:snummer)?|auftrag(?:snummer)?|kundennummer|commande|facture|pedido|factura|fattura|ordine)(?:[ _-]?(?:no|nr|num|number|nummer|id|code))?|(?:customer|account|case|ref(?:erence)?|art(?:icle|ikel)?|item|product|model|kunden|vorgang|version|build|contract|member)[ _-]?(?:no|nr|num|number|nummer|id|code)|id)[^\p{L}\d]{0,4}$/iu;

/** Names of properties that hold phone numbers. */
const naming =
  /(?:phone|telefon|^tel$|^tel[_-]|[_-]tel$|mobile|^handy|cell(?:_?(?:no|number|ular))?$|whats_?app|^fax|[_-]fax$|msisdn|rufnummer|t[eé]l[eé]phone|celular|m[oó]vil)/i;

/** How much of a text before a number is looked at. */
const reach = 28;

/** What the words before a number say of it. */
export function readWordsBefore(text: string, place: number): "phone" | "other" | "nothing" {
  const before = text.slice(Math.max(0, place - reach), place);
  if (announcing.test(before)) return "phone";
  return denying.test(before) ? "other" : "nothing";
}

export function isPhoneName(name: string): boolean {
  return naming.test(name);
}
