import { keyListWire, keyRequestWire, keyRotationRequestWire, madeKeyWire } from "../wire/keys.js";
import { largestAnswers } from "./largest-answers.js";
import { keyParameters, noParameters } from "./parameters.js";
import { defineRoute } from "./route.js";

/** A key that is limited to families sees and gives only keys for those: the handlers see to it. */
const keys = {
  scope: "keys",
  openToLimitedKeys: true,
  query: noParameters,
  headers: [],
  largestAnswer: largestAnswers.fact,
} as const;

const json = "application/json";

const made = {
  201: {
    description: "The key. It is shown only this once.",
    mediaType: json,
    schema: madeKeyWire,
  },
} as const;

/** The routes for keys. */
export const keyRoutes = {
  listKeys: defineRoute({
    ...keys,
    name: "listKeys",
    method: "get",
    path: "/admin/keys",
    summary: "The keys of this environment, for the families that the caller's key covers.",
    params: noParameters,
    body: null,
    responses: { 200: { description: "The keys.", mediaType: json, schema: keyListWire } },
    largestAnswer: largestAnswers.whole,
    problems: ["store_unavailable"],
  }),
  addKey: defineRoute({
    ...keys,
    name: "addKey",
    method: "post",
    path: "/admin/keys",
    summary: "Creates a key, with at most the scopes and families of the caller's key.",
    params: noParameters,
    body: keyRequestWire,
    responses: made,
    problems: ["store_unavailable"],
  }),
  rotateKey: defineRoute({
    ...keys,
    name: "rotateKey",
    method: "post",
    path: "/admin/keys/{key_id}/rotate",
    summary: "Creates a key that replaces another one, which remains valid for a while.",
    params: keyParameters,
    body: keyRotationRequestWire,
    responses: made,
    problems: ["unknown_key", "store_unavailable"],
  }),
  revokeKey: defineRoute({
    ...keys,
    name: "revokeKey",
    method: "delete",
    path: "/admin/keys/{key_id}",
    summary: "Revokes a key.",
    params: keyParameters,
    body: null,
    responses: { 204: { description: "The key is revoked.", mediaType: json, schema: null } },
    problems: ["unknown_key", "store_unavailable"],
  }),
};
