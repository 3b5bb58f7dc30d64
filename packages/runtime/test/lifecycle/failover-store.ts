import { memory, PromptrailError, type Store } from "@promptrail/core";
import type { OpenStore, Snapshot } from "@promptrail/core/lifecycle";

/** A store whose database can be replaced by another one, which has none of its decisions. */
export interface FailoverStore extends Store {
  /** What takes over: of the same store id, and with a history of its own. */
  readonly promoted: Store;
  readonly failOver: () => void;
  /** Refuses every decision after so many more. */
  readonly failAfter: (decisions: number) => void;
  /** Does something of others right before the next decision. */
  readonly beforeNext: (work: () => Promise<void>) => void;
}

interface Condition {
  hasFailedOver: boolean;
  decisionsLeft: number;
  others: () => Promise<void>;
  /** What the watches do when the other database is there. */
  readonly looks: Set<() => void>;
}

type Databases = readonly [original: OpenStore, promoted: OpenStore];

const storeId = "11111111-1111-4111-8111-111111111111";
const withId = (snapshot: Snapshot): Snapshot => ({ ...snapshot, storeId });
const nothing = async (): Promise<void> => {};

export function failoverStore(): FailoverStore {
  const [original, promoted] = [memory(), memory()];
  const decisionsLeft = Number.POSITIVE_INFINITY;
  const condition: Condition = {
    hasFailedOver: false,
    decisionsLeft,
    others: nothing,
    looks: new Set(),
  };
  return {
    description: "failing over",
    migrate: async () => [],
    promoted,
    open: async (settings) => {
      const databases: Databases = [await original.open(settings), await promoted.open(settings)];
      return openCurrent(databases, condition);
    },
    failOver: () => {
      condition.hasFailedOver = true;
      for (const look of condition.looks) look();
    },
    failAfter: (decisions) => {
      condition.decisionsLeft = decisions;
    },
    beforeNext: (work) => {
      condition.others = work;
    },
  };
}

function openCurrent(databases: Databases, condition: Condition): OpenStore {
  const current = () => databases[condition.hasFailedOver ? 1 : 0];
  return {
    ...databases[1],
    status: {
      registerVersions: (versions) => current().status.registerVersions(versions),
      findConflicts: (versions) => current().status.findConflicts(versions),
      listRegistered: (families) => current().status.listRegistered(families),
      readVersion: (...version) => current().status.readVersion(...version),
      readHistory: (query) => current().status.readHistory(query),
      readSnapshot: async () => withId(await current().status.readSnapshot()),
      decide: async (command) => {
        await spend(condition);
        return await current().status.decide(command);
      },
      decideAll: async (commands) => {
        await spend(condition);
        return await current().status.decideAll(commands);
      },
      findDecision: (key) => current().status.findDecision(key),
      previewRegistration: (versions) => current().status.previewRegistration(versions),
      preview: (...asked) => current().status.preview(...asked),
      watch: toWatch(databases, condition, current),
    },
    fleet: {
      report: (report) => current().fleet.report(report),
      leave: (processId) => current().fleet.leave(processId),
      read: (withinMs) => current().fleet.read(withinMs),
      saveDrill: (drill) => current().fleet.saveDrill(drill),
      readDrills: (limit) => current().fleet.readDrills(limit),
    },
  };
}

async function spend(condition: Condition): Promise<void> {
  if (condition.decisionsLeft <= 0) {
    throw new PromptrailError("store_unavailable", "Connection refused. Start the database.");
  }
  condition.decisionsLeft -= 1;
  const { others } = condition;
  condition.others = nothing;
  await others();
}

/** Tells whatever the current database has: that it is the same history, others have to find out. */
function toWatch(
  databases: Databases,
  { looks }: Condition,
  current: () => OpenStore,
): OpenStore["status"]["watch"] {
  return async (revision, onSnapshot, onProblem) => {
    const watching = databases.map((database) => {
      const tell = (snapshot: Snapshot) => {
        if (database === current()) onSnapshot(withId(snapshot));
      };
      return database.status.watch(revision, tell, onProblem);
    });
    const stops = await Promise.all(watching);
    const look = () =>
      void current()
        .status.readSnapshot()
        .then((snapshot) => onSnapshot(withId(snapshot)));
    looks.add(look);
    return async () => {
      looks.delete(look);
      await Promise.all(stops.map((stop) => stop()));
    };
  };
}
