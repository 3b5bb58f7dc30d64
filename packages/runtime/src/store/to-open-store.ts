import { PromptrailError } from "@promptrail/core";
import type { OpenStore } from "@promptrail/core/lifecycle";
import type { StoreDoor } from "./store-door.js";
import { toCallLog } from "./to-call-log.js";

/** A store that can be handed out before it is open: until then its methods throw `store_unavailable`. */
export function toOpenStore(door: StoreDoor<OpenStore>): OpenStore {
  const use = async <Result>(work: (store: OpenStore) => Promise<Result>): Promise<Result> =>
    work(await door.require());
  return {
    status: toStatusStore(use),
    calls: toCallLog(async (work) => use(({ calls }) => work(calls))),
    evidence: {
      save: (saved) => use(({ evidence }) => evidence.save(saved)),
      requireWritable: () => use(({ evidence }) => evidence.requireWritable()),
      find: (key) => use(({ evidence }) => evidence.find(key)),
      read: (id) => use(({ evidence }) => evidence.read(id)),
      list: (query) => use(({ evidence }) => evidence.list(query)),
    },
    keys: {
      save: (key) => use(({ keys }) => keys.save(key)),
      add: (key) => use(({ keys }) => keys.add(key)),
      find: (id) => use(({ keys }) => keys.find(id)),
      list: () => use(({ keys }) => keys.list()),
      remove: (id) => use(({ keys }) => keys.remove(id)),
      replace: (...replacement) => use(({ keys }) => keys.replace(...replacement)),
      noteUse: (...noted) => use(({ keys }) => keys.noteUse(...noted)),
    },
    fleet: {
      report: (report) => use(({ fleet }) => fleet.report(report)),
      leave: (processId) => use(({ fleet }) => fleet.leave(processId)),
      read: (withinMs) => use(({ fleet }) => fleet.read(withinMs)),
      saveDrill: (drill) => use(({ fleet }) => fleet.saveDrill(drill)),
      readDrills: (limit) => use(({ fleet }) => fleet.readDrills(limit)),
    },
    environments: () => use((store) => store.environments()),
    checkContents: (after) => use((store) => store.checkContents(after)),
    sharedWork: () => use((store) => store.sharedWork()),
    close: () => door.close(),
  };
}

type Use = <Result>(work: (store: OpenStore) => Promise<Result>) => Promise<Result>;

function toStatusStore(use: Use): OpenStore["status"] {
  return {
    readSnapshot: () => use(({ status }) => status.readSnapshot()),
    readVersion: (...version) => use(({ status }) => status.readVersion(...version)),
    watch: (...request) => use(({ status }) => status.watch(...request)),
    findConflicts: (versions) => use(({ status }) => status.findConflicts(versions)),
    listRegistered: (families) => use(({ status }) => status.listRegistered(families)),
    registerVersions: (versions) => use(({ status }) => status.registerVersions(versions)),
    decide: (command) => use(({ status }) => status.decide(command)),
    decideAll: (commands) => use(({ status }) => status.decideAll(commands)),
    findDecision: (key) => use(({ status }) => status.findDecision(key)),
    previewRegistration: (versions) => use(({ status }) => status.previewRegistration(versions)),
    preview: (...asked) => use(({ status }) => status.preview(...asked)),
    readHistory: (query) => use(({ status }) => status.readHistory(query)),
  };
}

/** @throws PromptrailError `not_supported` where this process follows a server. */
export function requireStore(store: OpenStore | null): OpenStore {
  if (store !== null) return store;
  throw new PromptrailError(
    "not_supported",
    "This process follows a server and has no store of its own. Send the request to the server, with `@promptrail/client` or the CLI.",
  );
}
