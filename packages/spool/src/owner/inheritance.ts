import { rmSync, statSync } from "node:fs";
import { readOwnIdentity } from "@promptrail/core/state-folder";
import { adopt } from "./adopt.js";
import { DeadOwners } from "./find-dead-owners.js";
import { listSegments, type Stock, takeStock } from "./take-stock.js";

/** What a dead owner left, and what is known of it. */
export interface Estate {
  readonly folder: string;
  /** Of its files, when it was taken over. */
  readonly bytes: number;
  /** Null until somebody looked through it. */
  stock: Stock | null;
  /** Whether its orphans and gaps are in the call log. */
  isTold: boolean;
}

interface InheritanceSettings {
  /** The folder of the environment. */
  readonly place: string;
  readonly elapsed: () => number;
  readonly onProblem: (error: unknown) => void;
}

/** What this process took over from owners that died. */
export class Inheritance {
  readonly #settings: InheritanceSettings;
  readonly #dead: DeadOwners;
  #estates: Estate[] = [];

  constructor(settings: InheritanceSettings) {
    const { place, elapsed } = settings;
    this.#settings = settings;
    this.#dead = new DeadOwners({ place, elapsed, own: readOwnIdentity() });
  }

  /** Oldest first. */
  get estates(): readonly Estate[] {
    return this.#estates;
  }

  get bytes(): number {
    return sumOf(this.#estates, ({ bytes, stock }) =>
      stock === null ? bytes : sumOf(stock.segments, ({ size }) => size),
    );
  }

  get calls(): number {
    return sumOf(this.#estates, ({ stock }) => sumOf(stock?.segments ?? [], ({ calls }) => calls));
  }

  /** Takes over what dead owners left; tells whether there was something. Never throws. */
  look(own: { readonly name: string; readonly path: string }): boolean {
    const { place, onProblem } = this.#settings;
    try {
      const folders = this.#dead
        .find(own.name)
        .flatMap((name) => adopt({ place, name, own: own.path }));
      this.#estates.push(...folders.map(toEstate));
      return folders.length > 0;
    } catch (error) {
      onProblem(error);
      return false;
    }
  }

  /**
   * Looks through an estate, once.
   *
   * @returns null where it is not for this build; it then is none of the estates any more. Throws file system errors.
   */
  async takeStock(estate: Estate): Promise<Stock | null> {
    estate.stock ??= await takeStock(estate.folder);
    if (estate.stock === null) {
      const { onProblem } = this.#settings;
      onProblem(new Error(`${estate.folder} was written by a later build, and waits for one.`));
      this.#drop(estate);
    }
    return estate.stock;
  }

  /** Removes what was brought. */
  end(estate: Estate): void {
    rmSync(estate.folder, { recursive: true, force: true });
    this.#drop(estate);
  }

  #drop(estate: Estate): void {
    this.#estates = this.#estates.filter((each) => each !== estate);
  }

  /** Another process has all of it by now. */
  forget(): void {
    this.#estates = [];
  }
}

function toEstate(folder: string): Estate {
  const bytes = sumOf(listSegments(folder), (path) => statSync(path).size);
  return { folder, bytes, stock: null, isTold: false };
}

function sumOf<Item>(items: readonly Item[], toNumber: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + toNumber(item), 0);
}
