import { checkImportCircles } from "./circles/import-circles.ts";
import { checkDocstrings } from "./docstrings/check-docstrings.ts";
import { checkCoreDoors } from "./doors/core-doors.ts";
import { checkPortableDoor } from "./doors/portable-door.ts";
import type { Check } from "./finding.ts";
import { checkLayerImports } from "./layers/layer-imports.ts";
import { checkLayerManifests } from "./layers/layer-manifests.ts";
import { checkLinks } from "./pages/links.ts";
import { checkDependencyVersions } from "./shape/dependency-versions.ts";
import { checkPackageShape } from "./shape/package-shape.ts";
import { checkTopLevel } from "./shape/top-level.ts";
import { checkIndexes } from "./source/indexes.ts";
import { checkNames } from "./source/names.ts";
import { checkRealms } from "./source/realms.ts";
import { checkSizes } from "./source/sizes.ts";
import { checkSpreads } from "./source/spreads.ts";
import { checkTerminalWrites } from "./source/terminal-writes.ts";
import { checkUnsafeTyping } from "./source/unsafe-typing.ts";
import { checkWords } from "./source/words.ts";

/** The house's own rules, by the name that a run prints. */
export const allChecks: Readonly<Record<string, Check>> = {
  "layers of manifests": checkLayerManifests,
  "layers of imports": checkLayerImports,
  "circles of imports": checkImportCircles,
  "doors of core": checkCoreDoors,
  "portable door": checkPortableDoor,
  sizes: checkSizes,
  names: checkNames,
  indexes: checkIndexes,
  "package shape": checkPackageShape,
  "dependency versions": checkDependencyVersions,
  "top level": checkTopLevel,
  "unsafe typing": checkUnsafeTyping,
  spreads: checkSpreads,
  words: checkWords,
  "terminal writes": checkTerminalWrites,
  docstrings: checkDocstrings,
  realms: checkRealms,
  links: checkLinks,
};
