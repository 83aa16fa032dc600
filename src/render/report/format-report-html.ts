import type {Finding, Report, Verdict} from '../../model/finding.js';
import {formatCounts} from './format-counts.js';
import {formatCoverage} from './format-coverage.js';
import {selectFolded} from './select-folded.js';

const words: Readonly<Record<Verdict, string>> = {
  pass: '✔ pass',
  warn: '! warning',
  fail: '✖ failed',
  skipped: '– skipped',
  unknown: '? unknown',
};

/** The page needs nothing but itself: no scripts, no fonts, no addresses that are asked when it is opened. */
const style = `
:root{color-scheme:light dark;--line:#8884;--dim:#777;--fail:#c5221f;--warn:#b06000;--pass:#188038}
@media(prefers-color-scheme:dark){:root{--dim:#999;--fail:#f28b82;--warn:#fdd663;--pass:#81c995}}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1rem;margin:1.6rem 0 .4rem;border-bottom:1px solid var(--line)}
details,p.row{margin:.2rem 0}summary{cursor:pointer}dl{display:grid;grid-template-columns:7rem 1fr;gap:.2rem 1rem;margin:.4rem 0 1rem 1.2rem}
dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}pre{margin:0;white-space:pre-wrap;font:13px/1.4 ui-monospace,monospace}
.fail b{color:var(--fail)}.warn b,.unknown b{color:var(--warn)}.pass b{color:var(--pass)}.skipped{color:var(--dim)}.dim{color:var(--dim)}`;

const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const code = (command: string) => `<pre>${escapeHtml(command)}</pre>`;
const entry = (label: string, html: string) => `<dt>${label}</dt><dd>${html}</dd>`;

function formatDetails(finding: Finding, folded: readonly string[]): string {
  const {id, observed, expected, evidence, tries, runbook, because, docs} = finding;
  const isSafe = /^https:\/\//.test(docs);
  return `<dl>${[
    entry('found', escapeHtml(observed)),
    entry('want', escapeHtml(expected)),
    ...(because === undefined ? [] : [entry('because of', escapeHtml(because))]),
    ...(evidence === undefined ? [] : [entry('see', code(evidence))]),
    ...tries.map(({text, command}) => entry('try', `${escapeHtml(text)}${command === undefined ? '' : code(command)}`)),
    ...(runbook === undefined ? [] : [entry('endangers', `step ${escapeHtml(runbook)} of the runbook`)]),
    ...(folded.length === 0 ? [] : [entry('explains', escapeHtml(folded.join(', ')))]),
    entry('check', escapeHtml(id)),
    entry('more', isSafe ? `<a href="${escapeHtml(docs)}">${escapeHtml(docs)}</a>` : escapeHtml(docs)),
  ].join('')}</dl>`;
}

function formatFinding(finding: Finding, folded: readonly string[]): string {
  const {verdict, title, resource, because, isNew} = finding;
  const head = `<b>${words[verdict]}</b> ${escapeHtml(title)}${isNew === true ? ' (new)' : ''} <span class="dim">${escapeHtml(resource ?? '')}</span>`;
  const isOpen = because === undefined && (verdict === 'fail' || verdict === 'warn' || verdict === 'unknown');
  return `<details class="${verdict}"${isOpen ? ' open' : ''}><summary>${head}</summary>${formatDetails(finding, folded)}</details>`;
}

/** The report as one page that can be sent to somebody: what needs attention is open, the rest folded. */
export function formatReportHtml(report: Report, title: string): string {
  const {findings, summary, coverage} = report;
  const folded = selectFolded(findings);
  const areas = Map.groupBy(findings, ({id}) => id.split('/')[0] ?? '');
  const sections = [...areas].map(
    ([area, own]) =>
      `<h2>${escapeHtml(area)}</h2>\n${own.map((finding) => formatFinding(finding, folded.get(finding.id) ?? [])).join('\n')}`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(formatCounts(summary))}. ${escapeHtml(formatCoverage(coverage))}.</p>
${sections.join('\n')}
</body></html>`;
}
