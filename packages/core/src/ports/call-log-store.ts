import type { CallLog } from "./calls/call-log.js";
import type { OpenStoreSettings, Store } from "./store.js";

/** A call log that is open for one environment. */
export interface OpenCallLog {
  readonly calls: CallLog;
  close(): Promise<void>;
}

/** Where a project keeps its call log, where that is not its store: a value in its config. Every `Store` is one. */
export interface CallLogStore extends Pick<Store, "description" | "kind"> {
  /** Makes what is missing unless `create` is false. Throws PromptrailError `store_unavailable`. */
  open(settings: OpenStoreSettings): Promise<OpenCallLog>;
}
