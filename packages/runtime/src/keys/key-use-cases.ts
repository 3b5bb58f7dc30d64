import type { ApiKey, KeyList, KeyRequest, KeyRotation, MadeKey } from "@promptrail/core/lifecycle";

/** For whom the keys of an environment are asked or changed. */
export interface KeyGiver {
  /** The key that asks: it sees, gives and changes no more than it has. Default: whoever has the store, who may do all. */
  readonly giver?: ApiKey | null | undefined;
}

/** What can be asked about the API keys of an environment. */
export interface KeyReader {
  /** Those for families that the giver has, oldest first. */
  list(by?: KeyGiver): Promise<KeyList>;
  /** Whether a whole key, as somebody shows it, is one of these and has not expired. */
  isKnown(secret: string): Promise<boolean>;
}

/**
 * What can be done with the API keys of an environment. Every method throws PromptrailError, also
 * `store_unavailable`, and `not_supported` where this process follows a server.
 */
export interface KeyUseCases extends KeyReader {
  /** `forbidden` for more than the giver has; `request_invalid` for a name that another key has, or that no history could show. */
  add(request: KeyRequest & KeyGiver): Promise<MadeKey>;
  /**
   * A successor with the same name, scopes, families and life span. `unknown_key`, `forbidden`;
   * `not_eligible` for a key that was replaced before, has expired or was chosen by an operator.
   */
  rotate(rotation: KeyRotation & KeyGiver): Promise<MadeKey>;
  /** `unknown_key`, `forbidden`. */
  revoke(revocation: KeyRevocation & KeyGiver): Promise<void>;
  /**
   * Sees to it that somebody can use a server: takes the key that the operator chose, or makes one where there
   * is none. Both may do everything. Another chosen key than last time takes the place of the last one. A store
   * that is away stops nothing: a server takes the chosen key from its own memory, and stored keys later.
   *
   * Throws `config_invalid` for a chosen key that is too short or that no header can carry; what `keep` throws,
   * and then there is no new key.
   */
  ensureAdmin(settings?: AdminKeySettings): Promise<AdminKey>;
  /** A key with the hash that it is checked by; null for none. For whoever checks requests. */
  find(keyId: string): Promise<ApiKey | null>;
  /** Notes a use; one that is less than a minute after another is not. For whoever checks requests. */
  noteUse(keyId: string, at: Date): Promise<void>;
}

export interface KeyRevocation {
  readonly keyId: string;
}

export interface AdminKeySettings {
  /** The key that the operator chose. Default: `PROMPTRAIL_ADMIN_KEY`; empty for none. */
  readonly chosen?: string | undefined;
  /** Told a new key before the store has it, so that none is known to nobody. */
  readonly keep?: ((secret: string) => Promise<void>) | undefined;
}

export interface AdminKey {
  /** The key that was made now, to be shown once; null where there was one already. */
  readonly created: string | null;
  /**
   * `chosen`: it is the one that the caller gave; `stored`: the store had keys; `unreachable`: the
   * store is away, so nobody knows.
   */
  readonly source: "chosen" | "generated" | "stored" | "unreachable";
}
