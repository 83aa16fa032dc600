import pc from 'picocolors';
import type {ReleaseList} from './list-releases.js';

/** What stands, what stood and what could come, for people. */
export function formatReleaseList({deployment, installed, attempt, history, candidates}: ReleaseList): string {
  const width = Math.max(0, ...candidates.map(({version}) => version.length));
  const next = candidates.filter(({obstacle}) => obstacle === undefined);
  const open = attempt !== undefined && (attempt.outcome === 'begun' || attempt.outcome === 'failed');
  return [
    pc.bold(`${deployment}: ${installed} stands`),
    ...(open
      ? [
          `  The upgrade to ${attempt.to} ${attempt.outcome === 'begun' ? 'was interrupted' : 'failed'}: shakinstall upgrade --release ${attempt.to}, or shakinstall rollback`,
        ]
      : []),
    '',
    pc.bold('History, as helm keeps it'),
    ...history.map(
      ({revision, status, version, chart, description}) =>
        `  ${String(revision).padStart(3)}  ${status.padEnd(12)} ${(version ?? chart).padEnd(width)}  ${description.replace(/^shakinstall .*/, 'by shakinstall')}`,
    ),
    '',
    pc.bold('Releases'),
    ...candidates.map(
      ({version, kubernetes, isRequired, obstacle, path}) =>
        `  ${version.padEnd(width)}  Kubernetes ${kubernetes}${isRequired ? ', required' : ''}  ${obstacle ?? pc.green('may come next')}${pc.dim(`  ${path}`)}`,
    ),
    ...(next.length === 0
      ? ['', '  None may come next. Name a directory of releases:  shakinstall releases --from DIR']
      : []),
  ].join('\n');
}
