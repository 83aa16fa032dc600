import {createReport} from '../checks/evaluate/create-report.js';
import {evaluateChecks} from '../checks/evaluate/evaluate-checks.js';
import type {Check, Report} from '../model/finding.js';
import type {FactSet} from './fact-set.js';

/** What the checks make of the facts; the same set gives the same report, wherever it is judged. */
export function judgeFactSet(checks: readonly Check[], {deployment, facts, collectedAt}: FactSet): Report {
  const waivers = deployment?.config.waivers ?? [];
  return createReport(evaluateChecks(checks, {deployment, facts, waivers, nowMs: Date.parse(collectedAt)}));
}
