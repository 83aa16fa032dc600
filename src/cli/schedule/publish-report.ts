import type {Report} from '../../model/finding.js';
import type {Kube, KubeTarget} from '../../model/ports/kube.js';
import {formatReportPrometheus} from '../../render/report/format-report-prometheus.js';
import {createFindingEvent, nameFindingEvent} from './create-finding-event.js';
import {keptMetrics} from './schedule-names.js';

/** More would bury what matters; the metrics have them all. */
const mostEvents = 50;

/** Writes what needs attention as Events of a namespace, and keeps the metrics of the look beside them. */
export async function publishReport(
  {kube, target}: {readonly kube: Kube; readonly target: KubeTarget},
  report: Report,
  {namespace, lookedAtMs}: {readonly namespace: string; readonly lookedAtMs: number},
): Promise<void> {
  const options = {isDryRun: false, force: true};
  await kube.apply(
    target,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name: keptMetrics.name, namespace},
      data: {[keptMetrics.key]: `${formatReportPrometheus(report, lookedAtMs)}\n`},
    },
    options,
  );
  const roots = report.findings.filter(
    ({verdict, because}) => verdict !== 'pass' && verdict !== 'skipped' && because === undefined,
  );
  await Promise.all(
    roots.slice(0, mostEvents).map(async (finding) => {
      const ref = {apiVersion: 'events.k8s.io/v1', kind: 'Event', namespace, name: nameFindingEvent(finding)};
      const before = await kube.get(target, ref);
      const place = {namespace, nowMs: lookedAtMs, ...(before === undefined ? {} : {before})};
      await kube.apply(target, createFindingEvent(finding, place), options);
    }),
  );
}
