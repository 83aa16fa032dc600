import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Report} from '../model/finding.js';
import {formatReportHtml} from '../render/report/format-report-html.js';
import {formatReportJson} from '../render/report/format-report-json.js';
import {formatReportJunit} from '../render/report/format-report-junit.js';
import {formatReportMarkdown} from '../render/report/format-report-markdown.js';
import {formatReportPrometheus} from '../render/report/format-report-prometheus.js';
import {formatReportSarif} from '../render/report/format-report-sarif.js';
import {formatReportText} from '../render/report/format-report-text.js';
import {packageRoot} from './package-root.js';
import {selectPalette} from './select-palette.js';

export const reportFormats = ['text', 'json', 'junit', 'sarif', 'markdown', 'html', 'prometheus'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What a report is about, for formats that say so. */
export interface ReportFrame {
  /** Such as `preflight of acme`. */
  readonly title: string;
  readonly configPath: string;
  readonly isStrict: boolean;
  readonly columns: number | undefined;
  /** When the facts were collected, in milliseconds since the epoch. */
  readonly lookedAtMs: number;
}

const selectVersion = () =>
  (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {version: string}).version;

/** A report in the format that was asked for, without a final line break. */
export function formatReportAs(report: Report, format: ReportFormat, frame: ReportFrame): string {
  switch (format) {
    case 'json':
      return formatReportJson(report);
    case 'junit':
      return formatReportJunit(report, {name: frame.title, isStrict: frame.isStrict});
    case 'sarif':
      return formatReportSarif(report, {version: selectVersion(), configPath: frame.configPath});
    case 'markdown':
      return formatReportMarkdown(report, frame.title);
    case 'html':
      return formatReportHtml(report, frame.title);
    case 'prometheus':
      return formatReportPrometheus(report, frame.lookedAtMs);
    case 'text':
      return formatReportText(report, frame.columns, selectPalette(process.stdout));
  }
}
