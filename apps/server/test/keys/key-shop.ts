import type { KeyFacts } from "@promptrail/core/lifecycle";
import { keyListWire, madeKeyWire } from "@promptrail/http-api";
import { expect } from "vitest";
import { openShop, type Shop, type ShopSettings } from "../shop-project.js";

export const path = "/admin/keys";
/** Keys that the shop makes by itself are as old as the system says. */
export const start = new Date();
export const hourMs = 3_600_000;

type Headers = Readonly<Record<string, string>>;

/** A shop whose clock is driven, and a key that may do everything. */
export async function openKeyShop(settings: ShopSettings = {}) {
  const clock = { now: start };
  const shop = await openShop({ ...settings, now: () => clock.now });
  const admin = await shop.keyWith({ name: "admin" });
  const pass = (milliseconds: number) => {
    clock.now = new Date(clock.now.getTime() + milliseconds);
  };
  return { shop, admin, pass };
}

export const get = (shop: Shop, from: string, headers: Headers) =>
  shop.app.request(from, { headers });

export const post = (shop: Shop, to: string, headers: Headers, body: object = {}) =>
  shop.app.request(to, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

export const revoke = (shop: Shop, headers: Headers, id: string) =>
  shop.app.request(`${path}/${id}`, { method: "DELETE", headers });

export async function make(shop: Shop, headers: Headers, body: object) {
  const response = await post(shop, path, headers, { name: "bob", scopes: ["rollback"], ...body });
  expect(response.status).toBe(201);
  const made = madeKeyWire.parse(await response.json());
  return { ...made, id: made.key.id, headers: { authorization: `Bearer ${made.secret}` } };
}

export async function list(shop: Shop, headers: Headers): Promise<readonly KeyFacts[]> {
  const response = await get(shop, path, headers);
  return keyListWire.parse(await response.json()).keys;
}

export const read = async (shop: Shop, headers: Headers) =>
  (await get(shop, "/v1/status", headers)).status;
