import type {Problem} from '../load/problem.js';
import {findAcceleratorMismatches} from './find-accelerator-mismatches.js';
import {findDomainMismatch} from './find-domain-mismatch.js';
import {findForeignZones} from './find-foreign-zones.js';
import {findMissingPartners} from './find-missing-partners.js';
import {findNewProjectProblems} from './find-new-project-problems.js';
import {findPoolProblems} from './find-pool-problems.js';
import {findRangeOverlaps} from './find-range-overlaps.js';
import {findUnknownNames} from './find-unknown-names.js';
import type {View} from './view.js';

const rules: ReadonlyArray<(view: View) => readonly Problem[]> = [
  findMissingPartners,
  findNewProjectProblems,
  findForeignZones,
  findRangeOverlaps,
  findPoolProblems,
  findAcceleratorMismatches,
  findDomainMismatch,
  findUnknownNames,
];

/** What several fields do not agree on. */
export function findConflicts(view: View): Problem[] {
  return rules.flatMap((rule) => rule(view));
}
