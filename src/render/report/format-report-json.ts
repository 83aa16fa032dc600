import type {Report} from '../../model/finding.js';

/** The report as one JSON document: `{summary, coverage, findings}`. */
export function formatReportJson(report: Report): string {
  return JSON.stringify(report, undefined, 2);
}
